import { findCompanies } from '../../src/resolve/index.ts';
import type { WorkspaceStore } from '../../src/store/index.ts';

/** Which record of a company is in which entity, by key, as `hindcast resolve accounts` tells; records that nothing joined are left out. */
export async function companiesFound(store: WorkspaceStore): Promise<Map<string, string>> {
  const { joined } = await findCompanies(store, Number.POSITIVE_INFINITY);
  return new Map(joined.flatMap(({ id, records }) => records.map(({ key }) => [key, id] as const)));
}
