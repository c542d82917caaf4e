import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fourSystems, whoIsWho, writeFourSystems } from '../src/market/four-systems/index.ts';
import { simulate } from '../src/market/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { companiesFound } from './resolve-company/companies-found.ts';
import { importSystems } from './resolve-company/import-systems.ts';
import { judgeKeyed, scoreLines, type EntityScores } from './resolve-company/judge-entities.ts';
import { peopleFound } from './resolve-company/people-found.ts';
import { unseenCompanies } from './truth/unseen-companies.ts';

interface Found {
  readonly companies: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const rounds: Array<{ companies: EntityScores; people: EntityScores }> = [];
  for (const options of unseenCompanies(context)) {
    const folder = path.join(context.folder, `company-${options.seed}`);
    await mkdir(folder, { recursive: true });
    await writeFourSystems(folder, options);
    const company = simulate(options);
    const found = await foundIn(folder, fourSystems(company).map(({ source }) => source));
    const truth = whoIsWho(company);
    const scores = { companies: judgeKeyed(found.companies, truth.companies, truth.pairs.companies), people: judgeKeyed(found.people, truth.people, truth.pairs.people) };
    for (const line of [`company ${options.seed}`, ...scoreLines('people', scores.people), ...scoreLines('companies', scores.companies)]) context.say(line);
    rounds.push(scores);
  }
  return [...figuresOf('people', rounds.map(({ people }) => people)), ...figuresOf('companies', rounds.map(({ companies }) => companies))];
}

/** The truth is opened after this has answered. */
async function foundIn(folder: string, sources: readonly string[]): Promise<Found> {
  const imported = await importSystems(folder, sources);
  try {
    return { companies: await companiesFound(imported.store), people: await peopleFound(imported) };
  } finally {
    await imported.close();
  }
}

function figuresOf(what: string, scores: readonly EntityScores[]): Figure[] {
  const figure = (name: string, of: (one: EntityScores) => number | null): Figure => ({ name: `${what}: ${name}`, unit: '', values: scores.map((one) => of(one) ?? 0) });
  return [
    { ...figure('precision of pairs', ({ pairwise }) => pairwise.precision), atLeast: 0.99 }, { ...figure('precision of merges', ({ merges }) => merges.precision), atLeast: 0.99 },
    { ...figure('linkable pairs found', ({ byKind }) => byKind.linkable.found / byKind.linkable.all), atLeast: 0.9 },
    figure('unlinkable pairs', ({ byKind }) => byKind.unlinkable.all), figure('unlinkable pairs found', ({ byKind }) => byKind.unlinkable.found), figure('B-cubed F1', ({ bCubed }) => bCubed.f1),
  ];
}

/** People and accounts of made-up companies that no test looks at, in four systems. */
export const bench: Bench = {
  asks: 'Do leads, contacts and accounts of a made-up company, imported from four systems that know nothing of each other, come out as its true people and accounts?',
  rounds: 3,
  measure,
};
