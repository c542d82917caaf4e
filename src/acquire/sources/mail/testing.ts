/** For tests: a Dovecot of one's own, on loopback, with the mail box of one person, gone afterwards. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const program = '/usr/sbin/dovecot';
export const hasDovecot = existsSync(program) && existsSync('/usr/lib/dovecot/imap');

export interface TestDovecot {
  /** Settings of a live source that reads the mail box. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Port with TLS, under a certificate that nobody vouches for. */
  readonly tlsPort: string;
  /** Puts a message into a folder ('' is the inbox); `flags` as Maildir writes them, such as `S`. */
  deliver(folder: string, message: string, received?: Date, flags?: string): Promise<void>;
  /** Names of the messages' files, which tell their flags. */
  filesIn(folder: string): Promise<string[]>;
  /** Forgets the numbers of a folder's messages, so that the server gives out others. */
  renumber(folder: string): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function untilGreeted(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const greeted = await Promise.race([once(socket, 'data').then(() => true), once(socket, 'close').then(() => false)]).catch(() => false);
    socket.destroy();
    if (greeted) return;
    if (tries === 200) throw new Error('Dovecot does not answer');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

/** Of root's server, the parts run under the package's own accounts; of somebody else's, all under that person's. */
async function ownerIds(): Promise<{ user: string; login: string; uid: number; gid: number }> {
  const { username, uid, gid } = userInfo();
  if (uid !== 0) return { user: username, login: username, uid, gid };
  const idOf = async (what: string): Promise<number> => Number((await promisify(execFile)('id', [what, 'dovecot'])).stdout);
  return { user: 'dovecot', login: 'dovenull', uid: await idOf('-u'), gid: await idOf('-g') };
}

export async function startDovecot(): Promise<TestDovecot> {
  const root = await mkdtemp(path.join(tmpdir(), 'hc-imap-'));
  const { user, login, uid, gid } = await ownerIds();
  const [port, tlsPort] = [await freePort(), await freePort()];
  const box = path.join(root, 'mail');
  await chmod(root, 0o711);
  await mkdir(box);
  await chown(box, uid, gid);
  await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', path.join(root, 'key.pem'), '-out', path.join(root, 'cert.pem'), '-days', '2', '-subj', '/CN=127.0.0.1']);
  await writeFile(path.join(root, 'users'), 'jane:{PLAIN}its password\n', { mode: 0o644 });
  await writeFile(path.join(root, 'dovecot.conf'), `
base_dir = ${root}/run
state_dir = ${root}/state
log_path = ${root}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${root}/cert.pem
ssl_key = <${root}/key.pem
disable_plaintext_auth = no
mail_location = maildir:${box}
default_internal_user = ${user}
default_internal_group = ${user}
default_login_user = ${login}
first_valid_uid = 0
first_valid_gid = 0
passdb {
  driver = passwd-file
  args = ${root}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${root}/home
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
`);
  const server = spawn(program, ['-F', '-c', path.join(root, 'dovecot.conf')], { stdio: 'ignore' });
  await untilGreeted(port);
  const placeOf = (folder: string): string => (folder === '' ? box : path.join(box, `.${folder.replaceAll('/', '.')}`));
  let delivered = 0;
  return {
    settings: { host: '127.0.0.1', port: String(port), user: 'jane', tls: 'off' }, secrets: { password: 'its password' }, tlsPort: String(tlsPort),
    deliver: async (folder, message, received = new Date(), flags) => {
      const place = placeOf(folder);
      for (const part of ['', 'tmp', 'new', 'cur']) {
        await mkdir(path.join(place, part), { recursive: true });
        await chown(path.join(place, part), uid, gid);
      }
      const name = `${Math.trunc(received.getTime() / 1000)}.M${(delivered += 1)}.test`;
      const written = path.join(place, 'tmp', name);
      await writeFile(written, message.replaceAll(/\r?\n/g, '\r\n'));
      await chown(written, uid, gid);
      await utimes(written, received, received);
      await rename(written, flags === undefined ? path.join(place, 'new', name) : path.join(place, 'cur', `${name}:2,${flags}`));
    },
    filesIn: async (folder) => [...await readdir(path.join(placeOf(folder), 'new')), ...await readdir(path.join(placeOf(folder), 'cur'))],
    renumber: async (folder) => {
      for (const file of await readdir(placeOf(folder))) if (/^dovecot[.-]/.test(file)) await rm(path.join(placeOf(folder), file), { force: true });
      await rm(path.join(box, 'dovecot-uidvalidity'), { force: true });
    },
    stop: async () => {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
      await rm(root, { recursive: true, force: true });
    },
  };
}
