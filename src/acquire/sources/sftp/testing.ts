/** For tests: an SSH server of one's own on loopback, gone afterwards. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const program = '/usr/sbin/sshd';
/** It wants the folder of its unprivileged half, which only root can make. */
export const hasSshd = existsSync(program) && process.getuid?.() === 0;

export interface TestSftp {
  /** The folder that is offered, empty at first. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly hostKey: string;
  stop(): Promise<void>;
}

const keygen = (file: string): Promise<unknown> => promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function untilItListens(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise((resolve) => { socket.once('connect', () => resolve(true)).once('error', () => resolve(false)); });
    socket.destroy();
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function startSftp(): Promise<TestSftp> {
  const own = await mkdtemp(path.join(tmpdir(), 'hindcast-sftp-'));
  const folder = path.join(own, 'exports');
  await mkdir(folder);
  await mkdir('/run/sshd', { recursive: true });
  await Promise.all([keygen(path.join(own, 'host')), keygen(path.join(own, 'user'))]);
  const port = await freePort();
  await writeFile(path.join(own, 'config'), [
    `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${own}/host`, `AuthorizedKeysFile ${own}/user.pub`, 'PermitRootLogin prohibit-password', 'PasswordAuthentication no',
    'StrictModes no', 'UsePAM no', 'PidFile none', 'AllowTcpForwarding no', 'Subsystem sftp internal-sftp', 'ForceCommand internal-sftp',
  ].join('\n'));
  const server = spawn(program, ['-D', '-f', path.join(own, 'config')], { stdio: 'ignore' });
  await untilItListens(port);
  const [, key = ''] = (await readFile(path.join(own, 'host.pub'), 'utf8')).split(' ');
  return {
    folder, hostKey: `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replaceAll('=', '')}`,
    settings: { host: '127.0.0.1', port: String(port), user: userInfo().username, folder, settledSeconds: '1' },
    secrets: { privateKey: await readFile(path.join(own, 'user'), 'utf8') },
    stop: async () => {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
      await rm(own, { recursive: true, force: true });
    },
  };
}
