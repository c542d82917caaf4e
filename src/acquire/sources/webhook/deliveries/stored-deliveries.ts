import { sql, type Kysely } from 'kysely';
import { hookMappingSchema, type HookMapping, type KeptMapping } from '../../../../model/index.ts';
import type { WorkspaceTables } from '../../../../store/index.ts';

export interface StoredDelivery {
  readonly id: string;
  readonly number: number;
  readonly payload: string;
}

export interface PutAside {
  readonly id: string;
  /** Null where the delivery fits. */
  readonly unfit: { readonly code: string; readonly path: string } | null;
}

/** What a run reads of the deliveries of its source. */
export interface Deliveries {
  mapping(): Promise<{ readonly version: number; readonly mapping: HookMapping } | null>;
  after(number: number, most: number): Promise<StoredDelivery[]>;
  /** Says of each whether it is in quarantine now. */
  putAside(these: readonly PutAside[], version: number | null): Promise<void>;
}

export const deliveriesOf = (state: Kysely<WorkspaceTables>, source: string): Deliveries => ({
  mapping: () => keptMapping(state, source),
  after: async (number, most) => {
    const rows = await state.selectFrom('hook_deliveries').select(['id', 'number', 'payload']).where('source', '=', source).where('number', '>', String(number)).where('payload', 'is not', null).orderBy('number').limit(most).execute();
    return rows.map(({ id, number: at, payload }) => ({ id, number: Number(at), payload: payload ?? '' }));
  },
  putAside: async (these, version) => {
    const [ids, codes, paths] = [these.map(({ id }) => id), these.map(({ unfit }) => unfit?.code ?? null), these.map(({ unfit }) => unfit?.path ?? null)];
    await sql`UPDATE hook_deliveries AS d SET code = u.code, path = u.path, mapping_version = ${version}, attempts = d.attempts + 1
      FROM unnest(${ids}::uuid[], ${codes}::text[], ${paths}::text[]) AS u (id, code, path) WHERE d.id = u.id`.execute(state);
  },
});

/** The newest version of a source's mapping; null where nobody said any. */
export async function keptMapping(state: Kysely<WorkspaceTables>, source: string): Promise<KeptMapping | null> {
  const row = await state.selectFrom('hook_mappings').select(['version', 'mapping', 'at']).where('source', '=', source).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? { version: row.version, mapping: hookMappingSchema.parse(row.mapping), at: row.at.toISOString() } : null;
}
