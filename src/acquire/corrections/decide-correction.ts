import { Failure, correctionDecisionSchema, type Correction, type CorrectionDecision } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { correctionFrom } from './read-corrections.ts';

const stateOf = { approve: 'approved', decline: 'declined' } as const;

/** Answers a wish, once. The same answer again changes nothing. Throws `Failure`: `not_found`, `conflict` where it was answered otherwise. */
export async function decideCorrection({ state }: WorkspaceStore, id: string, given: CorrectionDecision, by: string, now: number): Promise<Correction> {
  const { says, reason } = correctionDecisionSchema.parse(given);
  const decided = await state.updateTable('corrections').set({ state: stateOf[says], decided_at: new Date(now), decided_by: by, reason: reason ?? null })
    .where('id', '=', id).where('state', '=', 'open').returningAll().executeTakeFirst();
  if (decided) return correctionFrom(decided);
  const held = await state.selectFrom('corrections').selectAll().where('id', '=', id).executeTakeFirst();
  if (!held) throw new Failure('not_found', `There is no correction "${id}".`, 'List them: hindcast person corrections');
  if (held.state !== stateOf[says]) throw new Failure('conflict', `This correction was ${held.state} on ${held.decided_at?.toISOString().slice(0, 10)}.`, 'The person can ask again.');
  return correctionFrom(held);
}
