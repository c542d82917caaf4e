import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasDovecot, startDovecot } from '../../src/acquire/sources/mail/testing.ts';
import { askHindcast } from '../product/command.ts';
import { killLiveSource } from './kill-live-source.ts';

test.skipIf(!hasDovecot)('a mail box whose reading is killed goes on from what counts: no message lost, none doubled (needs Dovecot: apt-get install dovecot-imapd)', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-mail-kill-'));
  const server = await startDovecot();
  const options = { dataFolder: join(folder, 'data'), env: { HINDCAST_SECRET_PASSWORD: server.secrets['password'] ?? '' } };
  try {
    const messages = 2_500;
    const began = Date.now() - 86_400_000;
    for (let n = 0; n < messages; n += 1) {
      const sent = new Date(began + n * 1000);
      await server.deliver(n % 2 === 0 ? '' : 'Sent', `From: bo${n}@newco${n % 7}.example\nTo: jane@ours.example\nDate: ${sent.toUTCString()}\nMessage-ID: <m${n}@x.example>\n\nhello\n`, sent);
    }
    await askHindcast(['mailbox', 'consent', 'jane@ours.example', '--wording', 'Who writes to whom, and when.', '--source', 'signed form'], options);
    const settings = Object.entries({ ...server.settings, owner: 'jane@ours.example', unknown: 'keep', batchRows: '400' }).map(([name, value]) => `${name}=${value}`);
    await askHindcast(['source', 'create', 'jane', '--kind', 'imap', '--secret', 'password', '--setting', ...settings], options);
    const found = await killLiveSource('jane', [{ atBatch: 2 }], options);
    expect(found).toMatchObject({ kills: 1, underWay: 1, seen: messages, distinct: messages, isNew: messages, isChanged: 0 });
    expect(readdirSync(join(folder, 'data', 'live-sources'))).toEqual([]);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
