/** For tests: a Radicale of one's own, on loopback, with the calendars of one person, gone afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = '/usr/bin/radicale';
export const hasRadicale = existsSync(program);

export interface TestRadicale {
  /** Host and port. */
  readonly host: string;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  makeCalendar(name: string): Promise<void>;
  /** Puts an event into a calendar, or another in its place. */
  put(calendar: string, event: string, lines: readonly string[]): Promise<void>;
  remove(calendar: string, event: string): Promise<void>;
  /** Forgets what changed when. */
  forgetTokens(calendar: string): Promise<void>;
  stop(): Promise<void>;
}

const [user, password] = ['jane', 'its password'];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export async function startRadicale(): Promise<TestRadicale> {
  const root = await mkdtemp(path.join(tmpdir(), 'hc-caldav-'));
  const port = await freePort();
  await writeFile(path.join(root, 'users'), `${user}:${password}\n`);
  await writeFile(path.join(root, 'config'), `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = ${root}/users\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = ${root}/data\n[logging]\nlevel = error\n`);
  const running = spawn(program, ['--config', path.join(root, 'config')], { stdio: 'ignore' });
  const ask = (method: string, at: string, body = ''): Promise<number> => new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path: at, headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'content-length': Buffer.byteLength(body) } }, (answer) => { answer.resume().once('end', () => resolve(answer.statusCode ?? 0)); }).once('error', reject).end(body);
  });
  const must = async (method: string, at: string, body?: string): Promise<void> => {
    const status = await ask(method, at, body);
    if (status >= 300) throw new Error(`Radicale answers ${status} to ${method} ${at}`);
  };
  for (let tries = 0; await ask('GET', '/').catch(() => 0) === 0; tries += 1) {
    if (tries === 200) throw new Error('Radicale does not answer');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  const fileOf = (calendar: string, event: string): string => `/${user}/${calendar}/${event}.ics`;
  return {
    host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/`, user, password,
    makeCalendar: (name) => must('MKCALENDAR', `/${user}/${name}/`, `<c:mkcalendar xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:set><d:prop><d:displayname>${name}</d:displayname></d:prop></d:set></c:mkcalendar>`),
    put: (calendar, event, lines) => must('PUT', fileOf(calendar, event), ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', 'BEGIN:VEVENT', `UID:${event}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')),
    remove: (calendar, event) => must('DELETE', fileOf(calendar, event)),
    forgetTokens: (calendar) => rm(path.join(root, 'data/collection-root', user, calendar, '.Radicale.cache/sync-token'), { recursive: true, force: true }),
    stop: async () => {
      const ended = once(running, 'exit');
      running.kill('SIGTERM');
      await ended;
      await rm(root, { recursive: true, force: true });
    },
  };
}
