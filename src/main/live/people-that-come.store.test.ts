import { expect, test } from 'vitest';
import { contacts, mainSetting, type ContactRow } from '../../market/contacts/index.ts';
import { subjectOf, systemPrincipal } from '../../model/index.ts';
import { personOf, resolveEverybody } from '../../resolve/index.ts';
import { withLiveSources } from './testing.ts';

const { opened } = withLiveSources();

const schema = { type: 'SCHEMA', stream: 'contacts', key_properties: ['id'], schema: { properties: { id: {}, full_name: {}, email: {}, phone: {}, company: {} } } };
const record = (row: ContactRow, id = row.id): object => ({ type: 'RECORD', stream: 'contacts', record: { id, full_name: row.fullName || `${row.firstName} ${row.lastName}`.trim(), email: row.email.replaceAll('.example', '.com'), phone: row.phone, company: row.company } });

async function* lines(messages: readonly object[]): AsyncIterable<Uint8Array> {
  yield Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n'));
}

test('people whom a live source brings are compared when they came, once everybody was', async () => {
  const { live, workspace } = await opened('people');
  const rows: ContactRow[] = [];
  for await (const some of contacts(mainSetting, 800, 44)) rows.push(...some);
  const whole = rows.find(({ email, phone, company, lastName, firstName }) => email !== '' && phone !== '' && company !== '' && lastName !== '' && firstName !== '') as ContactRow;
  const bring = async (messages: readonly object[]): Promise<void> => expect((await live.load({ format: 'singer', source: 'crm', input: lines([schema, ...messages]) }, systemPrincipal)).error).toBeNull();
  await bring(rows.map((row) => record(row)));
  await bring([record(whole, 'before')]);
  expect((await personOf(workspace, subjectOf('contact', 'crm', 'before'), Date.now())).records).toHaveLength(1);
  await resolveEverybody({ store: workspace, by: null, now: Date.now, progress: () => Promise.resolve() });
  await bring([record(whole, 'twin')]);
  expect((await personOf(workspace, subjectOf('contact', 'crm', 'twin'), Date.now())).records).toContain(subjectOf('contact', 'crm', whole.id));
}, 60_000);
