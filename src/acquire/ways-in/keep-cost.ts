import type { Kysely } from 'kysely';
import type { SourceCost, SourceCostInput, Way } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

type State = Kysely<WorkspaceTables>;
export interface HeldCost extends SourceCost { readonly way: Way; readonly name: string }

/** Writes down what a source costs a month, or takes the number back. */
export async function keepCost(state: State, { way, name, cost }: SourceCostInput, { by, now }: { by: string | null; now: number }): Promise<void> {
  if (cost === null) return void await state.deleteFrom('source_costs').where('way', '=', way).where('name', '=', name).execute();
  const row = { per_month: cost.perMonth, currency: cost.currency, at: new Date(now), by_user: by };
  await state.insertInto('source_costs').values({ way, name, ...row }).onConflict((conflict) => conflict.columns(['way', 'name']).doUpdateSet(row)).execute();
}

export async function readCosts(state: State): Promise<HeldCost[]> {
  const rows = await state.selectFrom('source_costs').selectAll().execute();
  return rows.map((row) => ({ way: row.way as Way, name: row.name, perMonth: Number(row.per_month), currency: row.currency }));
}
