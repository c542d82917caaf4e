import { personKinds } from '../../model/index.ts';
import type { Facts } from '../../store/index.ts';
import { blockedBy } from '../blocked/blocked-values.ts';
import { addressRows, addressesIn, type HeldAddress } from './held-addresses.ts';

/** The addresses and numbers of some records of whoever may be analysed. */
export async function addressesOf(facts: Facts, keys: readonly string[]): Promise<Map<string, HeldAddress[]>> {
  const [found, blocked] = [new Map<string, HeldAddress[]>(), blockedBy([])];
  const parameters = { keys: [...new Set(keys)] };
  for (const kind of personKinds) {
    const rows = addressRows(kind, 'analyse', { also: `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}`, numbers: true });
    for await (const block of facts.stream(rows, parameters)) for (const row of block) found.set(String(row[0]), addressesIn(row, blocked));
  }
  return found;
}

/** The address or number in clear of which one is the hash; null where the record has it no more. */
export const textOf = (held: readonly HeldAddress[] | undefined, hash: string | null): string | null => held?.find(({ hashes }) => hash !== null && hashes.includes(hash))?.text ?? null;
