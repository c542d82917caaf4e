import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { secretOf } from '../act/index.ts';
import { systemPrincipal } from '../model/index.ts';
import { HouseApplication } from './application.ts';
import { configurationFrom } from './configuration.ts';
import { openHouse, type House } from './house.ts';
import { openAccess } from './open-access.ts';
import { sealKeptSecrets, secretsToGiveAgain } from './seal-kept-secrets.ts';
import { sourceKey } from './live/source-key.ts';

async function opened(folder: string): Promise<{ house: House; application: HouseApplication }> {
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now: Date.now, newId: randomUUID, log: () => undefined });
  return { house, application: new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: true }) };
}

/** Files below a folder in which a text stands. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return (await readFile(file).catch(() => Buffer.alloc(0))).includes(text) ? file : null;
  }));
  return found.filter((file) => file !== null);
}

test('secrets of an earlier version are sealed and leave the files; a backup holds none, and elsewhere it is said what to give again', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'hindcast-seal-'));
  const [here, backup, elsewhere] = ['here', 'backup', 'elsewhere'].map((name) => path.join(root, name)) as [string, string, string];
  const [webhookSecret, password, token] = [`whsec_${randomBytes(32).toString('base64')}`, 'a-password-of-the-mail-server', 'a-key-of-a-desk'];
  try {
    const { house, application } = await opened(here);
    const workspace = await application.workspace('main');
    const { state } = await house.store.workspace('main');
    await state.insertInto('webhook_endpoints').values({ id: 'w1', url: 'https://hooks.example.com/in', events: ['import.failed'], secret: webhookSecret, sealed: null, created_at: new Date(), created_by: 'somebody', disabled_at: null, disabled_why: null }).execute();
    await house.store.peopleTables().insertInto('mail_settings').values({ body: JSON.stringify({ host: 'smtp.example.com', port: 587, tls: 'starttls', user: 'u', from: 'a@example.com' }), password, sealed: null }).execute();
    await workspace.live.create({ name: 'desk', kind: 'webhook', settings: { signature: 'github' }, secrets: { key: token } }, systemPrincipal);
    await sealKeptSecrets(house);
    await sealKeptSecrets(house);
    const key = await sourceKey(here);
    expect(secretOf(await state.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow(), key)).toBe(webhookSecret);
    expect(await state.selectFrom('webhook_endpoints').select('secret').execute()).toEqual([{ secret: null }]);
    expect(await application.mail.settings()).toMatchObject({ host: 'smtp.example.com', hasPassword: true });
    expect(await secretsToGiveAgain(house)).toEqual([]);
    for (const secret of [webhookSecret, password, token]) expect(await filesWith(path.join(here), secret)).toEqual([]);
    await application.backup(backup, () => undefined);
    for (const secret of [webhookSecret, password, token, key.toString('latin1')]) expect(await filesWith(backup, secret)).toEqual([]);
    await application.close();

    const other = await opened(elsewhere);
    const { giveAgain } = await other.application.restore(backup, () => undefined);
    expect(giveAgain).toEqual([
      'The secrets of the live source "desk" (workspace main): hindcast source secret desk --secret NAME',
      'The secret of the webhook to hooks.example.com (workspace main): add the address anew, hindcast webhook add URL, and remove the old one',
      'The password of the mail server: hindcast mail set',
    ]);
    expect(await other.application.mail.settings()).toMatchObject({ hasPassword: true });
    await expect(other.application.mail.test('a@example.com', systemPrincipal)).rejects.toMatchObject({ code: 'conflict' });
    const there = await other.application.workspace('main');
    expect(await there.webhooks.test('w1', systemPrincipal)).toMatchObject({ state: 'given_up' });
    expect(await there.webhooks.list()).toMatchObject([{ disabledWhy: 'Its secret was sealed on another machine: add the address anew and remove this one.' }]);
    await there.live.setSecrets('desk', { key: token }, systemPrincipal);
    await other.application.mail.set({ host: 'smtp.example.com', port: 587, tls: 'starttls', user: 'u', from: 'a@example.com' }, password, systemPrincipal);
    await there.webhooks.remove('w1', systemPrincipal);
    expect(await secretsToGiveAgain(other.house)).toEqual([]);
    await other.application.close();
    expect(existsSync(path.join(elsewhere, 'keys', 'live-sources.key'))).toBe(true);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}, 90_000);
