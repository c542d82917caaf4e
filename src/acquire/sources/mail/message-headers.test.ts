import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeaders } from './message-headers.ts';

const read = (...lines: string[]) => readHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));

test('addresses are those of the people, never what is written in their names', () => {
  const { from, to } = read('From: "evil@rival.example, Bo" <BO@acme.example>', 'To: =?UTF-8?Q?a=40b@c.example?= <cy@acme.example>, di@brix.example (zed@elsewhere.example);', 'CC: Team: ann@ours.example, Jane@ours.example;, undisclosed-recipients:;, <no address>, bo@evil.example <eve@brix.example>');
  expect([from, to]).toEqual(['bo@acme.example', ['cy@acme.example', 'di@brix.example', 'ann@ours.example', 'jane@ours.example', 'eve@brix.example']]);
});

test('dates, ids and conversations as they are written in the wild', () => {
  expect(new Date(read('Date: Tue, 3 Nov 2026 09:05:07 +0100 (CET)').date ?? 0).toISOString()).toBe('2026-11-03T08:05:07.000Z');
  expect(read('Date: soon').date).toBeNull();
  expect(read('Message-ID:\r\n <a@b>', 'In-Reply-To: <c@d>', 'References: <r@s>\r\n\t<c@d>')).toMatchObject({ id: '<a@b>', thread: '<r@s>' });
  expect(read('Message-ID: <a@b>')).toMatchObject({ thread: '<a@b>' });
  const nameless = ['From: bo@acme.example', 'Date: Tue, 3 Nov 2026 09:05:07 +0100'];
  expect(read(...nameless).id).toBe(read(...nameless).id);
  expect(read(...nameless).id).not.toBe(read(nameless[0] as string).id);
});

test('bulk and private marks; a person who answers is neither', () => {
  for (const line of ['List-Id: x', 'Auto-Submitted: auto-generated', 'Precedence: LIST', 'From: do-not-reply@acme.example', 'From: noreply+7@acme.example', 'From: MAILER-DAEMON@acme.example']) expect(read(line).isBulk, line).toBe(true);
  for (const line of ['Auto-Submitted: no', 'From: noreen@acme.example', 'From: bo@no-reply.example', 'Precedence: special']) expect(read(line).isBulk, line).toBe(false);
  expect([read('Sensitivity: Private').isPrivate, read('Sensitivity: normal').isPrivate]).toEqual([true, false]);
});

test('subjects are decoded', () => {
  expect(read('Subject: =?iso-8859-1?Q?M=FCller_AG?= =?UTF-8?B?4oKs?= end').subject).toBe('Müller AG€ end');
  expect(read('Subject: =?no-such-set?Q?x?=').subject).toBe('=?no-such-set?Q?x?=');
});

test('whatever a server sends is read, in time in proportion to its length', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { expect(typeof readHeaders(bytes).id).toBe('string'); }));
  const piece = fc.constantFrom('From: ', 'To: ', '"', '(', ')', '<', '>', ',', ';', ':', '@', '=?', '?=', '\r\n ', '\r\n', 'a@b.c', '\\', 'References: <');
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => { expect(readHeaders(Buffer.from(pieces.join(''))).to.every((address) => address.includes('@'))).toBe(true); }));
  const began = performance.now();
  for (const text of ['"'.repeat(200_000), '('.repeat(200_000), '<'.repeat(200_000), '=?'.repeat(100_000), ' \r\n'.repeat(100_000), 'a@'.repeat(100_000)]) read(`To: ${text}`);
  expect(performance.now() - began).toBeLessThan(5_000);
});
