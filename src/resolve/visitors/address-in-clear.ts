import { z } from 'zod';
import { personKinds } from '../../model/index.ts';
import { newestRows, type Facts } from '../../store/index.ts';

const emails = {
  name: 'addresses_of_records', parameters: z.object({ keys: z.array(z.string()) }), row: z.object({ key: z.string(), email: z.string() }),
  text: personKinds.map((kind) => `SELECT concat('${kind}:', source_system, ':', record_id) AS key, ifNull(email, '') AS email FROM ${newestRows(kind, 'analyse', 'source_system, record_id, email', `AND concat('${kind}:', source_system, ':', record_id) IN {keys:Array(String)}`)}`).join(' UNION ALL '),
};

/** The addresses of some records of whoever may be analysed. */
export async function addressesOf(facts: Facts, keys: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await facts.query(emails, { keys: [...new Set(keys)] });
  return new Map([...Map.groupBy(rows, ({ key }) => key)].map(([key, same]) => [key, same.map(({ email }) => email)]));
}
