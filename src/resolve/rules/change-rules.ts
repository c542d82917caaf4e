import type { Transaction } from 'kysely';
import { takeTurn } from '../../acquire/index.ts';
import { Failure, mostOfOnePerson, type IdentityRuleInput, type RuleOutlook } from '../../model/index.ts';
import { agesOf, drainOutbox, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { catchUp } from '../entities/catch-up.ts';
import { runsInForce } from '../entities/edges.ts';
import { readPart, writeFold, type FoldWritten } from '../entities/refold.ts';
import { outlookOf } from '../limits/outlook.ts';
import { oneAtATime } from '../runs/one-at-a-time.ts';
import { ruledForm } from '../limits/identifiers.ts';
import { findBearers, keepBearers, type Bearer, type RuledSide } from './find-bearers.ts';

type State = Transaction<WorkspaceTables>;

export interface RuleChange {
  /** Says what would change, and changes nothing. */
  readonly isDryRun: boolean;
  readonly by: string | null;
  readonly now: number;
}

/**
 * Adds rules and folds whom they are about. In force for every read when it returns. Throws `conflict` before the first run and where a rule is in force already, `bad_request` where a
 * value is none or a rule would make one person of too many records.
 */
export const addRules = (store: WorkspaceStore, rules: readonly IdentityRuleInput[], change: RuleChange): Promise<RuleOutlook> => oneAtATime(store.state, async () => {
  await catchUp(store, change.now);
  if ((await runsInForce(store.state)).length === 0) throw new Failure('conflict', 'Nothing was compared yet, so rules would not hold for what comes later.', 'Compare what is held: hindcast resolve run');
  const inForm = rules.map(inOneForm);
  const bearers = await findBearers(store.facts, inForm.flatMap(sidesOf), null);
  return changed(store, change, async (state) => {
    const written: FoldWritten[] = [];
    for (const [place, rule] of inForm.entries()) written.push(await addOne(store, state, { rule, bearers: bearers.filter((one) => one.rule === place), ...change }));
    return written;
  });
});

/** Takes a rule back, and folds whom it was about. Throws `not_found`, or `conflict` where it was taken back before. */
export const takeRuleBack = (store: WorkspaceStore, rule: number, change: RuleChange): Promise<RuleOutlook> => oneAtATime(store.state, async () => {
  await catchUp(store, change.now);
  return changed(store, change, async (state) => [await takeBack(store, state, rule, change)]);
});

/** Thrown to leave a transaction without a trace. */
class Tried extends Error {
  readonly outlook: RuleOutlook;
  constructor(outlook: RuleOutlook) {
    super('a dry run');
    this.outlook = outlook;
  }
}

/** A dry run does it all, and the transaction is rolled back. */
async function changed(store: WorkspaceStore, { isDryRun }: RuleChange, work: (state: State) => Promise<FoldWritten[]>): Promise<RuleOutlook> {
  try {
    const outlook = await store.state.transaction().execute(async (state) => {
      await takeTurn(state);
      const written = await work(state);
      const found = outlookOf(!isDryRun, { changes: written.flatMap(({ changes }) => changes), refusals: written.flatMap(({ refusals }) => refusals) });
      if (isDryRun) throw new Tried(found);
      return found;
    });
    await drainOutbox(store.state, store.facts);
    return outlook;
  } catch (error) {
    if (error instanceof Tried) return error.outlook;
    throw error;
  }
}

function inOneForm({ says, of, other }: IdentityRuleInput): IdentityRuleInput {
  const formed = { says, of: { ...of, value: ruledForm(of) }, other: other === null ? null : { ...other, value: ruledForm(other) } };
  for (const [given, form] of [[of, formed.of], [other, formed.other]] as const) {
    if (form?.value === '') throw new Failure('bad_request', `"${given?.value ?? ''}" is no value of ${form.kind}.`, form.kind === 'phone' ? 'Give the number with its country: +49 40 5550101' : 'Give it as a record has it.');
  }
  if (other !== null && formed.of.kind === formed.other?.kind && formed.of.value === formed.other.value) throw new Failure('bad_request', 'Both values are the same.', 'Name two different ones.');
  return formed;
}

const sidesOf = ({ of, other }: IdentityRuleInput, rule: number): RuledSide[] => [{ ...of, rule, side: 0 }, ...(other === null ? [] : [{ ...other, rule, side: 1 as const }])];

interface AddedRule extends RuleChange {
  readonly rule: IdentityRuleInput;
  readonly bearers: readonly Bearer[];
}

async function addOne(store: WorkspaceStore, state: State, { rule: { says, of, other }, bearers, by, now }: AddedRule): Promise<FoldWritten> {
  const there = await state.selectFrom('identity_rules').select(['id', 'other_kind', 'other_value']).where('says', '=', says).where('kind', '=', of.kind).where('value', '=', of.value).where('taken_back_at', 'is', null).execute();
  const same = there.find((one) => one.other_kind === (other?.kind ?? null) && one.other_value === (other?.value ?? null));
  if (same) throw new Failure('conflict', `Rule ${same.id} says that already.`, 'See the rules: hindcast resolve rules');
  if (says === 'same' && bearers.length > mostOfOnePerson) throw new Failure('bad_request', `${bearers.length} records have ${of.value}: more than one person has.`, `A rule may make one person of ${mostOfOnePerson} records at most.`);
  const { id } = await state.insertInto('identity_rules').values({ at: new Date(now), by_user: by, says, kind: of.kind, value: of.value, other_kind: other?.kind ?? null, other_value: other?.value ?? null, taken_back_at: null, taken_back_by: null }).returning('id').executeTakeFirstOrThrow();
  await keepBearers(state, store.facts, bearers.map((one) => ({ ...one, rule: Number(id) })));
  return foldOn(store, state, Number(id), now);
}

async function takeBack(store: WorkspaceStore, state: State, rule: number, { by, now }: RuleChange): Promise<FoldWritten> {
  const row = Number.isSafeInteger(rule) ? await state.selectFrom('identity_rules').select('taken_back_at').where('id', '=', String(rule)).executeTakeFirst() : undefined;
  if (!row) throw new Failure('not_found', `There is no rule ${rule}.`, 'See the rules: hindcast resolve rules');
  if (row.taken_back_at !== null) throw new Failure('conflict', `Rule ${rule} was taken back already.`, 'See the rules: hindcast resolve rules');
  await state.updateTable('identity_rules').set({ taken_back_at: new Date(now), taken_back_by: by }).where('id', '=', String(rule)).execute();
  return foldOn(store, state, rule, now);
}

/** Folds all whom a rule names, whether it is in force or not. */
async function foldOn(store: WorkspaceStore, state: State, rule: number, now: number): Promise<FoldWritten> {
  const rows = await state.selectFrom('identity_bearers').select('record').distinct().where('rule', '=', String(rule)).execute();
  const records = [...await agesOf(store.facts, rows.map(({ record }) => record))].map(([key, knownAt]) => ({ key, knownAt }));
  // Written down also where the last rule went: what it kept apart is kept apart no more.
  return writeFold(state, store.facts, { ...await readPart(state, store.facts, records), isHeeding: true }, { kind: 'rule', id: rule }, now);
}
