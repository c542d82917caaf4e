import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ConsentAnswer, Person } from '../../src/model/index.ts';
import { askHindcast, runHindcast, type CommandOptions } from '../product/command.ts';
import { startHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-consent-'));
const optionsOf = (name: string): CommandOptions => ({ dataFolder: join(folder, name), timeoutMs: 180_000 });
const main = ['--workspace', 'main'];
const files = join(folder, 'files');
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
mkdirSync(files);
writeFileSync(join(files, 'contacts.csv'), lines('Contact ID,Full Name,Email,Job Title,Account ID', ...['Rosa Dahl', 'R. Dahl', 'Ivo Brandt'].map((name, index) => `C-${index + 1},${name},p${index}@example.com,Buyer,A-1`)));
writeFileSync(join(files, 'accounts.csv'), lines('Account ID,Account Name', 'A-1,Borwood Tools'));
writeFileSync(join(files, 'deals.csv'), lines('Deal ID,Deal Name,Account ID,Stage,Amount,Created Date,Close Date', ...Array.from({ length: 30 }, (_, index) => `D-${index},Deal ${index},A-1,${['Won', 'Lost', 'Proposal'][index % 3]},1000,2026-0${1 + (index % 6)}-10,2026-0${2 + (index % 6)}-10`)));

const allowedIn = (answer: ConsentAnswer): string[] => answer.purposes.filter(({ allowed }) => allowed).map(({ purpose }) => purpose);
const names = async (options: CommandOptions): Promise<unknown[]> => (await askHindcast<{ rows: unknown[][] }>(['sql', 'SELECT name FROM contacts ORDER BY name', ...main], options)).rows.flat();

test('by command: an objection is in force at once, counts for linked records, ends with the link, and travels with an export', { timeout: 300_000 }, async () => {
  const original = optionsOf('original');
  const server = await startHindcast({ ...original, demo: 'none' });
  try {
    await askHindcast(['import', files, ...main], original);
    expect(await names(original)).toEqual(['Ivo Brandt', 'R. Dahl', 'Rosa Dahl']);
    const set = await askHindcast<ConsentAnswer>(['consent', 'set', 'C-2', 'analyse', 'object', '--wording', 'please do not', ...main], original);
    expect(allowedIn(set)).toEqual(['store']);
    expect(await names(original)).toEqual(['Ivo Brandt', 'Rosa Dahl']);
    const linked = await askHindcast<Person>(['resolve', 'link', 'C-1', 'C-2', ...main], original);
    expect(linked.records).toHaveLength(2);
    expect(await names(original)).toEqual(['Ivo Brandt']);
    await askHindcast(['resolve', 'unlink', 'C-2', 'C-1', ...main], original);
    expect(await names(original)).toEqual(['Ivo Brandt', 'Rosa Dahl']);
    expect((await runHindcast(['consent', 'show', 'C-9', ...main], original)).exitCode).toBe(4);
    expect((await runHindcast(['consent', 'set', 'C-1', 'analyse', 'grant', '--expires', '2030-01-01', ...main], original)).exitCode).toBe(2);
    await askHindcast(['export', join(folder, 'exported'), ...main], original);
  } finally {
    await server.stop();
  }
  const copy = optionsOf('copy');
  const other = await startHindcast({ ...copy, demo: 'none' });
  try {
    await askHindcast(['import', join(folder, 'exported'), ...main], copy);
    expect(await names(copy)).toEqual(['Ivo Brandt', 'Rosa Dahl']);
    const shown = await askHindcast<ConsentAnswer>(['consent', 'show', 'C-2', ...main], copy);
    expect([allowedIn(shown), shown.ledger[0]?.wording]).toEqual([['store'], 'please do not']);
    await askHindcast(['consent', 'set', 'C-2', 'analyse', 'grant', ...main], copy);
    expect(await names(copy)).toEqual(['Ivo Brandt', 'R. Dahl', 'Rosa Dahl']);
  } finally {
    await other.stop();
  }
});
