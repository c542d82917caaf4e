import { contactsHash, mainSetting, otherSetting, type Setting } from '../src/market/contacts/index.ts';
import { percentile, type Bench, type BenchContext, type Figure } from './bench.ts';
import { writeContacts } from './resolve/contact-files.ts';
import { judgeSetting, type SettingJudged } from './resolve/judge-setting.ts';
import { runSide } from './resolve/run-side.ts';
import type { SideResult } from './resolve/side.ts';

const million = 1_000_000;
const laterFiles = 4;
const rowsAFile = 10_000;

function accuracyFigures(setting: Setting, found: SettingJudged, promised: boolean): Figure[] {
  const one = (what: string, value: number | null, promise: Partial<Figure> = {}): Figure => ({ name: `${setting.name} contacts: ${what}`, unit: '', values: [value ?? 0], ...(promised ? promise : {}) });
  return [
    one('pairs that share a block, of those that an oracle could link', found.compared, { atLeast: 0.95 }),
    one('pairs found of those that an oracle could link', found.linkableFound, { atLeast: 0.9 }), one('precision of pairs', found.pairs.precision, { atLeast: 0.99 }), one('precision of merges', found.merges.precision, { atLeast: 0.99 }),
    one('recall of all true pairs', found.pairs.recall), one('F1, B-cubed', found.bCubed.f1), one('pairs that an oracle could not link', found.unlinkable), one('of these, found', found.unlinkableFound), one('largest cluster', found.largest),
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const isQuick = context.rounds === 1;
  const count = isQuick ? million / 10 : million;
  const { seed } = context;
  context.say(`contacts ${contactsHash().slice(0, 12)}, seed ${seed}, ${count} rows`);
  const files = await writeContacts(context.folder, mainSetting, count + laterFiles * rowsAFile, seed);
  const now = files.slice(0, count / rowsAFile);
  const later = files.slice(count / rowsAFile);
  const facts: SideResult[] = [];
  const duck: SideResult[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    const sides = [() => facts.push(runSide(context, { engine: 'facts', files: now, later: round === 0 ? later : [] }, `facts-${round}`)), () => duck.push(runSide(context, { engine: 'duckdb', files: now, later: [] }, `duckdb-${round}`))];
    for (const side of round % 2 === 0 ? sides : sides.reverse()) side();
  }
  const main = await judgeSetting(context, mainSetting, count, seed);
  const other = await judgeSetting(context, otherSetting, count, seed);
  const each = (name: string, unit: string, values: readonly number[], promise: Partial<Figure> = {}): Figure => ({ name, unit, values, ...promise });
  const large = isQuick ? {} : { atMost: 45 };
  const { oneMs = [], manySeconds = [] } = facts[0] ?? {};
  return [
    each(`${count} raw rows to clusters`, 's', facts.map(({ seconds }) => seconds.total), large), each('the same in DuckDB', 's', duck.map(({ seconds }) => seconds.total)),
    each('time here ÷ DuckDB’s', '×', facts.map(({ seconds }, round) => seconds.total / (duck[round] as SideResult).seconds.total), { atMost: 1.2 }),
    each('without loading and normalising, time here ÷ DuckDB’s', '×', facts.map(({ seconds }, round) => (seconds.total - seconds.load) / ((duck[round] as SideResult).seconds.total - (duck[round] as SideResult).seconds.load))),
    each('peak memory, all processes', 'MB', facts.map(({ peakMb }) => peakMb), isQuick ? {} : { atMost: 2_000 }), each('peak memory with DuckDB', 'MB', duck.map(({ peakMb }) => peakMb)),
    ...accuracyFigures(mainSetting, main, true), ...accuracyFigures(otherSetting, other, false),
    each('found of those that an oracle could link, main contacts − other contacts', '', [main.linkableFound - other.linkableFound], { atMost: 0.03 }), each('precision of pairs, main contacts − other contacts', '', [(main.pairs.precision ?? 0) - (other.pairs.precision ?? 0)], { atMost: 0.03 }),
    each(`one new contact against ${count}, scored, p95`, 'ms', [percentile(oneMs, 0.95)], { atMost: 150 }), each('10,000 new contacts together, scored', 'contacts/s', manySeconds.map((seconds) => rowsAFile / seconds), { atLeast: 2_500 }),
  ];
}

/** A million made-up business contacts, whose truth is opened when answers are stored. */
export const bench: Bench = {
  asks: 'How long does it take, with how much memory, to link a million business contacts, beside the same method in DuckDB; how many of the pairs that an oracle could link are found, with what precision; how fast are new ones scored?',
  rounds: 3,
  measure,
};
