import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { askHindcast, type CommandOptions } from '../test/product/command.ts';
import { writeExport } from '../test/product/crm-export.ts';
import type { ImportPlan, TablePlan } from '../src/model/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { permuteColumn, permuteConversions, rowsOf, textOf, type Rows } from './permute-labels.ts';

interface Backtest {
  readonly claim: { readonly skill: boolean };
}

/** The column of a table that says how it ended, and the labels that take part; null where the table has none. */
function outcomeOf(table: TablePlan, plan: ImportPlan): { header: string; labels: ReadonlySet<string> | null } | null {
  const header = (...fields: string[]): string | undefined => table.columns.find((column) => column.field !== null && fields.includes(column.field))?.header;
  if (table.kind === 'lead') {
    const converted = header('converted');
    return converted === undefined ? null : { header: converted, labels: null };
  }
  const label = table.kind === 'deal' ? header('status') ?? header('stage') : undefined;
  return label === undefined ? null : { header: label, labels: closedLabels(plan) };
}

function closedLabels(plan: ImportPlan): ReadonlySet<string> {
  const answer = plan.confirmations.find((confirmation) => confirmation.id === 'stages')?.answer ?? {};
  return new Set(['won', 'lost', 'noDecision'].flatMap((name) => (Array.isArray(answer[name]) ? answer[name] : [])).map((name) => String(name).toLowerCase()));
}

const rowsIn = (folder: string, table: TablePlan): string[][] => rowsOf(readFileSync(join(folder, basename(table.file)), 'utf8'));
const headerOf = (table: TablePlan, field: string): string | undefined => table.columns.find((column) => column.field === field)?.header;

function permutedRows(folder: string, table: TablePlan, plan: ImportPlan, seed: number): Rows | null {
  const outcome = outcomeOf(table, plan);
  if (outcome !== null) return permuteColumn(rowsIn(folder, table), outcome.header, outcome.labels, seed);
  return conversionsOf(folder, table, plan, seed);
}

/** A table of conversions beside its inquiries: the header that both share and whose values identify an inquiry. */
function conversionsOf(folder: string, table: TablePlan, plan: ImportPlan, seed: number): Rows | null {
  const convertedAt = headerOf(table, 'convertedAt');
  const inquiries = plan.tables.find((other) => other.file !== table.file && other.kind === 'lead' && headerOf(other, 'createdAt') !== undefined);
  if (table.kind !== 'lead' || convertedAt === undefined || inquiries === undefined) return null;
  const rows = rowsIn(folder, table);
  const others = rowsIn(folder, inquiries);
  const key = rows[0]?.find((header) => others[0]?.includes(header));
  if (key === undefined) return null;
  const keys = { conversionId: key, convertedAt, inquiryId: key, createdAt: headerOf(inquiries, 'createdAt') ?? '' };
  return permuteConversions(rows, others, keys, seed);
}

/** Copies the files with outcomes dealt out anew among the rows that have one; answers how many tables were changed. */
function writePermuted(from: string, to: string, plan: ImportPlan, seed: number): number {
  cpSync(from, to, { recursive: true });
  let changed = 0;
  for (const table of plan.tables) {
    const permuted = table.use === 'import' ? permutedRows(from, table, plan, seed) : null;
    if (permuted === null) continue;
    writeFileSync(join(to, basename(table.file)), textOf(permuted));
    changed += 1;
  }
  return changed;
}

async function claimsSkill(folder: string, options: CommandOptions): Promise<boolean> {
  await askHindcast(['import', folder, '--workspace', 'main'], options);
  const backtest = await askHindcast<Backtest>(['backtest', '--workspace', 'main'], options);
  return backtest.claim.skill;
}

/** Folders of CSV exports to permute: HINDCAST_BENCH_DATA, separated by colons; without it, a made-up company. */
async function foldersOf(context: BenchContext): Promise<string[]> {
  const given = process.env['HINDCAST_BENCH_DATA']?.split(':').filter((folder) => folder !== '') ?? [];
  if (given.length > 0) return given;
  const folder = join(context.folder, 'made-up');
  await writeExport(folder, { deals: 1_500, activities: 6_000, seed: context.seed, stageHistory: false });
  return [folder];
}

async function measureFolder(folder: string, context: BenchContext): Promise<Figure[]> {
  const name = basename(folder);
  const at = (label: string): CommandOptions => ({ dataFolder: join(context.folder, name, label, 'data'), timeoutMs: 600_000 });
  const plan = await askHindcast<ImportPlan>(['import', folder, '--dry-run', '--workspace', 'main'], at('plan'));
  let claims = 0;
  for (let copy = 1; copy <= context.rounds; copy += 1) {
    const files = join(context.folder, name, `copy-${copy}`, 'files');
    if (writePermuted(folder, files, plan, context.seed + copy) === 0) throw new Error(`${name}: no column with outcomes was found to permute`);
    if (await claimsSkill(files, at(`copy-${copy}`))) claims += 1;
    context.say(`${name}: ${claims} of ${copy} permuted copies claim skill`);
  }
  return [
    { name: `${name}: permuted copies`, unit: 'copies', values: [context.rounds] },
    { name: `${name}: share that claims skill`, unit: '%', values: [(100 * claims) / context.rounds], atMost: 10 },
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const folder of await foldersOf(context)) figures.push(...await measureFolder(folder, context));
  return figures;
}

/** Where there is nothing to know, nothing may be claimed. */
export const bench: Bench = {
  asks: 'How often is deal-level skill claimed on copies whose outcomes were dealt out by chance?',
  rounds: 100,
  measure,
};
