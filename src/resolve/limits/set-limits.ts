import { sql, type Transaction } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import { Failure, type IdentityLimits, type IdentityLimitsAnswer, type RuleOutlook } from '../../model/index.ts';
import { drainOutbox, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { catchUp } from '../entities/catch-up.ts';
import { readEverything, writeFold } from '../entities/refold.ts';
import { entityChanges, type EntityChange } from '../fold/entity-changes.ts';
import { fold, type Folded } from '../fold/fold.ts';
import { outlookOf } from './outlook.ts';
import { limitsIn, readInForce } from './limited.ts';

export interface LimitsWanted {
  readonly limits: IdentityLimits;
  /** Says what would change, and changes nothing. */
  readonly isDryRun: boolean;
  readonly by: string | null;
  readonly now: number;
}

/** Sets who may have how much, and folds everybody anew. In force for every read when it returns. Throws `conflict` where the same limits are in force. */
export async function setLimits(store: WorkspaceStore, wanted: LimitsWanted): Promise<RuleOutlook> {
  await catchUp(store, wanted.now);
  const outlook = await store.state.transaction().execute(async (state) => {
    await takeTurn(state);
    const { limits, ...inForce } = await readInForce(state);
    if (JSON.stringify(limits.map(inOneForm)) === JSON.stringify(wanted.limits.map(inOneForm))) throw new Failure('conflict', 'These limits are in force already.', 'See them: hindcast resolve limits');
    const part = await readEverything(state, store.facts, { ...inForce, limits: wanted.limits });
    return outlookOf(!wanted.isDryRun, wanted.isDryRun ? foldedFrom(part) : await writeFold(state, store.facts, part, { kind: 'limits', id: await keepLimits(state, wanted) }, wanted.now));
  });
  await drainOutbox(store.state, store.facts);
  return outlook;
}

const inOneForm = ({ kind, most }: IdentityLimits[number]): readonly [string, number | null] => [kind, most];

function foldedFrom({ graph, before }: Awaited<ReturnType<typeof readEverything>>): Folded & { changes: EntityChange[] } {
  const folded = fold(graph);
  return { ...folded, changes: entityChanges(before, folded.entities) };
}

/** Every joining that earlier limits kept apart is looked at anew. */
async function keepLimits(state: Transaction<WorkspaceTables>, { limits, by, now }: LimitsWanted): Promise<number> {
  await state.deleteFrom('identity_refusals').execute();
  const row = await state.insertInto('identity_limits').values({ at: new Date(now), by_user: by, limits: JSON.stringify(limits) }).returning('id').executeTakeFirstOrThrow();
  return Number(row.id);
}

/** Settings that are shown. */
const shown = 20;

export async function readLimits({ state }: WorkspaceStore): Promise<IdentityLimitsAnswer> {
  const rows = await state.selectFrom('identity_limits').selectAll().orderBy(sql`id`, 'desc').limit(shown).execute();
  const { n } = await state.selectFrom('identity_refusals').select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
  const history = rows.map(({ at, by_user, limits }) => ({ at: at.toISOString(), by: by_user, limits: limitsIn(limits) }));
  return { limits: history[0]?.limits ?? [], history, refused: Number(n) };
}
