import { z } from 'zod';
import type { ActionAnswer, DecisionInput, HoldingInput, Principal } from '../model/index.ts';
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

const waitingStatement = {
  name: 'deals_waiting_on_us',
  text: "SELECT deal_id FROM holding_reasons WHERE occurred_at <= fromUnixTimestamp64Milli({at:Int64}) GROUP BY deal_id HAVING argMax(reason, occurred_at) = 'waiting_on_us'",
  parameters: z.object({ at: z.number() }),
  row: z.object({ deal_id: z.string() }),
} as const;

/** Deals of which a rep had last said, by an instant, that they wait on us: their step is never withheld. */
export async function waitingOnUs(facts: Facts, at: number): Promise<ReadonlySet<string>> {
  return new Set((await facts.query(waitingStatement, { at })).map((row) => row.deal_id));
}
