import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (command) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

/** What tests use of Debian: the package, how its presence shows, and what is skipped without it. */
const tools = [
  { package: 'chromium', present: () => existsSync('/usr/bin/chromium'), without: 'browser tests will be skipped' },
  { package: 'strace', present: () => onPath('strace'), without: 'tests of failing disks will be skipped' },
  { package: 'mosquitto', present: () => existsSync('/usr/sbin/mosquitto') || onPath('mosquitto'), without: 'tests against an MQTT broker will be skipped' },
  { package: 'postgresql', present: () => existsSync('/usr/lib/postgresql') || onPath('postgres'), without: 'tests against a separate Postgres will be skipped' },
  { package: 'dovecot-imapd', present: () => existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap'), without: 'tests against an IMAP server will be skipped' },
  { package: 'mariadb-server-core', present: () => existsSync('/usr/sbin/mariadbd') || onPath('mariadbd'), without: 'tests against a MariaDB will be skipped' },
  // Debian's server package no longer depends on the client's, which holds a tool that making a data folder needs.
  { package: 'mariadb-client-core', present: () => onPath('my_print_defaults'), without: 'tests against a MariaDB will be skipped' },
  { package: 'radicale', present: () => onPath('radicale'), without: 'tests against a CalDAV server will be skipped' },
  { package: 'openssh-server', present: () => existsSync('/usr/sbin/sshd'), without: 'tests against an SFTP server will be skipped' },
];

const apt = (...words) =>
  spawnSync('apt-get', words, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 600_000,
    // As if the machine were being repaired: what is installed is not started as a service.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  }).status === 0;

/** Installs what tests need from Debian where apt-get and root are there; elsewhere says what will be skipped. Never fails. */
export function installDebianTools(say) {
  const missing = tools.filter((tool) => !tool.present());
  if (missing.length === 0) return;
  const allowed = process.getuid?.() === 0 && onPath('apt-get');
  if (allowed) {
    say(`installing ${missing.map((tool) => tool.package).join(', ')} for the tests …`);
    apt('update', '-q');
    for (const tool of missing) apt('install', '-y', '-q', '--no-install-recommends', tool.package);
  }
  for (const tool of missing) if (!tool.present()) say(`${tool.package} is not here: ${tool.without}`);
}
