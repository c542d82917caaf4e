import { z } from 'zod';
import type { ActionAnswer, DecisionInput, HoldingInput, Principal } from '../model/index.ts';
import type { Hold } from '../prescribe/index.ts';
import { drainOutbox, putInOutbox, type Facts, type WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';

type Clock = Pick<House, 'now' | 'newId'>;

/** A person's verdict on an offered action: the state for the screens, the fact for later comparison, together. */
export async function recordDecision(store: WorkspaceStore, decision: DecisionInput, action: ActionAnswer, by: Principal, clock: Clock): Promise<void> {
  const at = clock.now();
  const reason = decision.reason ?? null;
  const user = by.user?.email ?? null;
  await store.state.transaction().execute(async (transaction) => {
    const row = { action_id: action.id, deal_id: action.dealId, state: decision.verb, reason, at: new Date(at), by_user: user };
    await transaction.insertInto('action_states').values(row).onConflict((conflict) => conflict.column('action_id').doUpdateSet({ state: row.state, reason, at: row.at, by_user: user })).execute();
    await putInOutbox(transaction, 'decisions', [{
      decision_id: clock.newId(), action_id: action.id, deal_id: action.dealId, fact: decision.verb, reason,
      options: JSON.stringify(action.options), held_out: action.heldOut, policy: action.policy, at_stake: action.atStake, assumed_points: action.assumedChange.points, by_user: user, occurred_at: at,
    }]);
  });
  await drainOutbox(store.state, store.facts);
}

/** What a rep says is holding a deal. */
export async function recordHolding(store: WorkspaceStore, holding: HoldingInput, by: Principal, clock: Clock): Promise<void> {
  await store.state.transaction().execute((transaction) =>
    putInOutbox(transaction, 'holding_reasons', [{ deal_id: holding.dealId, reason: holding.reason, by_user: by.user?.email ?? null, occurred_at: clock.now() }]));
  await drainOutbox(store.state, store.facts);
}

const holdsStatement = {
  name: 'what_holds_deals',
  text: 'SELECT deal_id, argMax(reason, occurred_at) AS last, toUnixTimestamp64Milli(max(occurred_at)) AS at FROM holding_reasons WHERE occurred_at <= fromUnixTimestamp64Milli({at:Int64}) GROUP BY deal_id',
  parameters: z.object({ at: z.number() }),
  row: z.object({ deal_id: z.string(), last: z.string(), at: z.coerce.number() }),
} as const;

/** What reps had last said, by an instant, that holds each deal. */
export async function holdsAt(facts: Facts, at: number): Promise<ReadonlyMap<string, Hold>> {
  return new Map((await facts.query(holdsStatement, { at })).map((row) => [row.deal_id, { reason: row.last, at: row.at }]));
}
