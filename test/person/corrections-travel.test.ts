import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { linkHolder, systemPrincipal, type Workspace } from '../../src/model/index.ts';
import { importSet, type ImportedSet } from '../product/imported-set.ts';
import { personFiles } from './person-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-corrected-'));
const open: ImportedSet[] = [];
afterAll(async () => {
  for (const set of open) await set.close();
  rmSync(folder, { recursive: true, force: true });
});

async function brought(files: string): Promise<ImportedSet> {
  const set = await importSet(files);
  open.push(set);
  return set;
}

async function approve({ people }: Workspace, id: string, field: string, to: string): Promise<void> {
  const { id: key } = await people.person(id);
  await people.decideCorrection((await people.askCorrection(key, { record: key, field, to })).id, { says: 'approve' }, systemPrincipal);
}

const titles = async (workspace: Workspace): Promise<unknown[][]> => (await workspace.sql('SELECT record_id, title FROM contacts ORDER BY record_id')).rows;
const textOf = (place: string): string => readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');

test('corrections travel with an export and hold where it comes back; those of whoever refuses to be kept are in no export and no backup', { timeout: 240_000 }, async () => {
  const files = personFiles();
  const { workspace, application } = await brought(files);
  await approve(workspace, 'C-1', 'title', 'Head of purchasing');
  await approve(workspace, 'C-2', 'title', 'Zqcorrected chief');
  await workspace.people.setConsent('C-2', { purpose: 'store', statement: 'object' }, linkHolder);
  const [exported, saved] = [join(folder, 'exported'), join(folder, 'saved')];
  await workspace.exportTo(exported, () => undefined);
  await application.backup(saved, () => undefined);
  for (const place of [exported, saved]) expect([textOf(place).includes('Head of purchasing'), textOf(place).includes('Zqcorrected')]).toEqual([true, false]);

  const copy = await brought(exported);
  expect(await titles(copy.workspace)).toEqual([['C-1', 'Head of purchasing']]);
  expect(await copy.workspace.people.corrections()).toMatchObject([{ state: 'approved', from: 'Buyer', to: 'Head of purchasing' }]);
  const again = await copy.importMore(files);
  expect(again.receipt?.tables.find(({ kind }) => kind === 'contact')).toMatchObject({ rowsChanged: 0, rowsNew: 1, rowsUnchanged: 1 });
  expect((await titles(copy.workspace))[0]).toEqual(['C-1', 'Head of purchasing']);
});

test('a forgotten person\'s corrections do not come back with an older export', { timeout: 240_000 }, async () => {
  const { workspace, importMore } = await brought(personFiles());
  await approve(workspace, 'C-1', 'title', 'Head of purchasing');
  const exported = join(folder, 'older');
  await workspace.exportTo(exported, () => undefined);
  await workspace.people.recall('C-1', systemPrincipal);
  expect(await workspace.people.corrections()).toEqual([]);
  await importMore(exported);
  expect(await workspace.people.corrections()).toEqual([]);
  expect((await titles(workspace)).map(([id]) => id)).toEqual(['C-2']);
});
