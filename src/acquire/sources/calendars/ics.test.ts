import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { allowedHosts, type AddressRules } from '../../../net/index.ts';
import { refusedForms, resolveForTests } from '../../../net/testing.ts';
import { Correspondents } from '../correspondence/correspondents.ts';
import type { SourceMessage } from '../source-kind.ts';
import { ics } from './ics.ts';

const settings = ics.settings.parse({ owner: 'jane@ours.example' });
const known = new Correspondents({ contacts: [{ source: 'crm', contactId: 'C-1', email: 'bo@acme.example', accountId: 'A-1', accountName: null }], accounts: [], isWithheld: () => false, owners: new Set() });
const guarded: AddressRules = { resolve: resolveForTests };

async function read(url: string, rules: AddressRules): Promise<SourceMessage[]> {
  const context = { source: 'jane', secrets: { url }, cursors: new Map(), signal: new AbortController().signal, folder: '/none', now: Date.UTC(2026, 6, 1), rules, correspondents: async () => known };
  const messages: SourceMessage[] = [];
  for await (const message of ics.read(settings, context)) messages.push(message);
  return messages;
}

test('addresses that may not be called are refused at save and at send', async () => {
  expect(refusedForms.length).toBeGreaterThanOrEqual(60);
  for (const [what, url] of refusedForms) {
    await expect(ics.check?.(settings, { secrets: { url }, rules: guarded }), what).rejects.toMatchObject({ code: 'bad_request' });
    await expect(read(url, guarded), what).rejects.toMatchObject({ code: expect.stringMatching(/busy|bad_request/) });
  }
});

test('a calendar behind an address that the operator named is read; what is no calendar says so, and no error tells the address', async () => {
  const pages: Readonly<Record<string, string>> = { '/secret-7/jane.ics': 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260601T100000Z\r\nATTENDEE:mailto:bo@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n', '/secret-7/page': '<html>BEGIN:VCALENDAR</html>' };
  const server = createServer(({ url }, answer) => { answer.writeHead(pages[url ?? ''] === undefined ? 404 : 200).end(pages[url ?? '']); }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rules = { allowHosts: allowedHosts(host) };
  try {
    const messages = await read(`http://${host}/secret-7/jane.ics`, rules);
    expect(messages.filter(({ type }) => type === 'records')).toHaveLength(1);
    for (const page of ['page', 'nothing']) {
      const failure = await read(`http://${host}/secret-7/${page}`, rules).catch((error: unknown) => error as Error);
      expect(failure).toBeInstanceOf(Error);
      expect(JSON.stringify([String(failure), failure])).not.toContain('secret-7');
    }
  } finally {
    server.close();
  }
});
