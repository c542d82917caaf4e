import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { allowedHosts } from '../addresses/allowed-hosts.ts';
import { refusedForms, resolveForTests } from '../testing.ts';
import { sendMail, type Letter, type MailServer } from './send-mail.ts';

const open: SMTPServer[] = [];
afterEach(() => { for (const server of open.splice(0)) server.close(() => undefined); });

/** An SMTP server on loopback that keeps what it takes. */
async function serve(options: SMTPServerOptions): Promise<{ port: number; taken: string[]; users: string[] }> {
  const [taken, users]: [string[], string[]] = [[], []];
  const server = new SMTPServer({
    authOptional: true, ...options,
    onAuth: ({ username = '', password }, _session, done) => { users.push(username); if (password === 'good') done(null, { user: username }); else done(new Error('no')); },
    onData: (stream, _session, done) => { let text = ''; stream.on('data', (part) => { text += part; }).on('end', () => { taken.push(text); done(); }); },
  });
  server.on('error', () => undefined);
  open.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.server.address() as AddressInfo).port, taken, users };
}

const letter: Letter = { from: 'hindcast@example.com', to: 'ann@example.com', subject: 'Grüße aus Köln', text: 'Line one.\n.\nLine three.', html: '<p>Line one.</p>' };
const rules = { allowHosts: allowedHosts('mail.example'), resolve: async () => ['127.0.0.1'] };
const at = (port: number, change: Partial<MailServer> = {}): MailServer => ({ host: 'mail.example', port, tls: 'none', user: null, password: null, ...change });

test('a letter arrives whole at an allowed server inside', async () => {
  const { port, taken } = await serve({ disabledCommands: ['STARTTLS'] });
  expect(await sendMail(letter, at(port), rules)).toEqual({ kind: 'sent' });
  expect(taken[0]).toMatch(/^From: hindcast@example\.com\r\nTo: ann@example\.com\r\n/m);
  expect(taken[0]).toContain('Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=');
  expect(taken[0]).toContain('Auto-Submitted: auto-generated');
  expect(taken[0]).toMatch(/text\/plain[\s\S]*Line three\.[\s\S]*text\/html/);
});

test('an address or a subject cannot bring a header or a second recipient along', async () => {
  const { port, taken } = await serve({ disabledCommands: ['STARTTLS'] });
  for (const to of ['ann@example.com\r\nBcc: eve@example.com', 'ann@example.com, eve@example.com', 'Ann <ann@example.com>', 'ann@example.com\n', '', 'ann', `${'a'.repeat(250)}@example.com`]) {
    expect([to, await sendMail({ ...letter, to }, at(port), rules)]).toEqual([to, { kind: 'refused', detail: 'The sender or the recipient is no mail address.' }]);
  }
  expect(await sendMail({ ...letter, from: 'a@example.com\r\nX: y' }, at(port), rules)).toMatchObject({ kind: 'refused' });
  for (const end of ['\r\n', '\n', '\r', '\u2028', '\0']) expect(await sendMail({ ...letter, subject: `Hi${end}Bcc: eve@example.com` }, at(port), rules)).toEqual({ kind: 'refused', detail: 'The subject holds a line break.' });
  expect(taken).toEqual([]);
});

test('without encryption nothing leaves but to an allowed host, and never a password', async () => {
  expect(await sendMail(letter, at(25, { host: 'public.example' }), { resolve: resolveForTests })).toMatchObject({ kind: 'refused' });
  expect(await sendMail(letter, at(25, { user: 'ann', password: 'good' }), rules)).toMatchObject({ kind: 'refused', detail: 'mail.example would get a password without encryption. Use STARTTLS or TLS.' });
});

test.each([['starttls', false], ['implicit', true]] as const)('with %s a certificate that nobody vouches for ends the connection before anything is said', async (tls, secure) => {
  const { port, taken, users } = await serve({ secure });
  expect(await sendMail(letter, at(port, { tls, user: 'ann', password: 'good' }), rules)).toMatchObject({ kind: 'failed', detail: expect.stringContaining('certificate cannot be trusted') });
  expect([taken, users]).toEqual([[], []]);
});

test('a server that offers no encryption gets nothing where encryption is asked for', async () => {
  const { port, taken } = await serve({ disabledCommands: ['STARTTLS'] });
  expect(await sendMail(letter, at(port, { tls: 'starttls' }), rules)).toMatchObject({ kind: 'failed' });
  expect(taken).toEqual([]);
});

test('no form of an address inside is taken for a mail server', async () => {
  const hosts = refusedForms.flatMap(([, url]) => { const host = /^https:\/\/([^/@:?#\\]+|\[[^\]]+\])\//.exec(url)?.[1]; return host && host !== 'public.example' ? [host.replace(/^\[|\]$/g, '')] : []; });
  expect(hosts.length).toBeGreaterThan(45);
  for (const host of hosts) expect([host, await sendMail(letter, at(587, { host, tls: 'starttls' }), { resolve: resolveForTests })]).toEqual([host, expect.objectContaining({ kind: 'refused' })]);
});

const certificate = makeCertificate();
/** A certificate for mail.example; null where openssl is absent. */
function makeCertificate(): { key: string; cert: string } | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-mail-'));
  try {
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=mail.example', '-addext', 'subjectAltName=DNS:mail.example', '-keyout', key, '-out', cert]);
    return made.status === 0 ? { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.skipIf(certificate === null).each([['starttls', false], ['implicit', true]] as const)('with %s and a certificate of the host\'s name a letter and a password arrive (needs openssl)', async (tls, secure) => {
  const { port, taken, users } = await serve({ secure, ...certificate });
  const trusting = { ...rules, certificates: certificate?.cert };
  expect(await sendMail(letter, at(port, { tls, user: 'ann', password: 'good' }), trusting)).toEqual({ kind: 'sent' });
  expect([taken.length, users]).toEqual([1, ['ann']]);
  expect(await sendMail(letter, at(port, { tls, user: 'ann', password: 'bad' }), trusting)).toMatchObject({ kind: 'failed', detail: expect.stringContaining('password is wrong') });
  expect(await sendMail(letter, at(port, { tls, host: 'other.example' }), { ...trusting, allowHosts: allowedHosts('other.example') })).toMatchObject({ kind: 'failed' });
});
