import { calibrationError, fitLogistic } from '../../src/learn/index.ts';
import type { Figure } from '../bench.ts';
import type { AskedCopy } from './ask-copy.ts';

const share = <T>(all: readonly T[], is: (one: T) => boolean): number => (100 * all.filter(is).length) / all.length;
const findable = 0.9;

/** What was claimed where nothing was planted, and what was found where something was. */
export function figuresOf(copies: readonly AskedCopy[]): Figure[] {
  const sets = [...Map.groupBy(copies, (copy) => copy.set)];
  return [...sets.flatMap(([name, own]) => [...claimFigures(name, own), ...skillFigures(name, own)]), ...chanceFigures(copies), ...leakFigures(copies), ...columnFigures(copies)];
}

/** Brier skill over the plain rate that one who knows the chances has. */
function skillKnown({ known }: AskedCopy): number {
  const chances = [...known.chance.values()];
  const rate = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  return chances.reduce((sum, chance) => sum + (chance - rate) ** 2, 0) / (chances.length * rate * (1 - rate));
}

/** An effect worth this much Brier skill is meant to be seen. */
const clearSkill = 0.05;

function claimFigures(name: string, own: readonly AskedCopy[]): Figure[] {
  const nothing = own.filter((copy) => copy.planting === 'nothing');
  const clear = own.filter((copy) => copy.planting === 'effect' && skillKnown(copy) >= clearSkill);
  return [
    { name: `${name}: copies without any effect that claim skill, of ${nothing.length}`, unit: '%', values: [share(nothing, (copy) => copy.backtest.claim.skill)], atMost: 10 },
    { name: `${name}: copies whose known chances have at least ${100 * clearSkill} % Brier skill, that claim skill, of ${clear.length}`, unit: '%', values: [share(clear, (copy) => copy.backtest.claim.skill)], atLeast: 80 },
  ];
}

/**
 * Brier skill over the plain rate, as part of the skill of the known chances themselves: on the deals or inquiries whose
 * chances are shown, against these chances, not against how they ended; without dates, from the record on deals left out.
 */
function skillFigures(name: string, own: readonly AskedCopy[]): Figure[] {
  const effect = own.filter((copy) => copy.planting === 'effect');
  const parts = effect.map((copy) => (copy.chances.length > 0 ? skillOfChances(copy) : skillOfRecord(copy)));
  const [gained, possible] = [parts.reduce((sum, part) => sum + part.gained, 0), parts.reduce((sum, part) => sum + part.possible, 0)];
  return [{ name: `${name}: part of the known chances' Brier skill over the plain rate`, unit: '%', values: [(100 * gained) / possible] }];
}

interface Skill {
  readonly gained: number;
  readonly possible: number;
}

function skillOfChances({ chances, known }: AskedCopy): Skill {
  const rate = [...known.chance.values()].reduce((sum, chance) => sum + chance, 0) / known.chance.size;
  const truly = chances.map(({ id }) => known.chance.get(id) as number);
  const possible = truly.reduce((sum, chance) => sum + (rate - chance) ** 2, 0);
  return { possible, gained: possible - chances.reduce((sum, { said }, index) => sum + (said - (truly[index] as number)) ** 2, 0) };
}

function skillOfRecord({ backtest, known }: AskedCopy): Skill {
  const brierOf = (method: string): number => backtest.skill.find((row) => row.method === method && row.week === null)?.brier ?? NaN;
  const best = [...known.chance].reduce((sum, [id, chance]) => sum + ((known.won.get(id) ? 1 : 0) - chance) ** 2, 0) / known.chance.size;
  return { gained: brierOf('base_rate') - brierOf(backtest.chosen), possible: brierOf('base_rate') - best };
}

const fewestChances = 2_000;

/** Every chance shown, of all copies, against the chance it was drawn from. */
function chanceFigures(copies: readonly AskedCopy[]): Figure[] {
  const rows = copies.filter((copy) => copy.planting !== 'leak').flatMap(({ chances, known }) => chances.map(({ id, said }) => ({ said, truly: known.chance.get(id) as number })));
  const [said, truly] = [rows.map((row) => row.said), rows.map((row) => row.truly)];
  const logOdds = (p: number): number => Math.log(p / (1 - p));
  const fit = fitLogistic(Float64Array.from(said.flatMap((p) => [1, logOdds(p)])), Float64Array.from(truly), 2, { penalty: 0 });
  return [
    { name: 'chances shown and judged by the chance they were drawn from', unit: 'chances', values: [rows.length], atLeast: fewestChances },
    { name: 'their calibration error', unit: 'share', values: [calibrationError(truly, said)], atMost: 0.05 },
    { name: 'their calibration slope', unit: '', values: [fit.coefficients[1] as number], atLeast: 0.85, atMost: 1.15 },
  ];
}

/** Leaks told of columns that were dealt out by chance: false unless planted. Those of real columns may be real. */
function leakFigures(copies: readonly AskedCopy[]): Figure[] {
  const dealt = copies.filter((copy) => copy.known.dealtColumns.length > 0).map((copy) => {
    const shown = copy.leaks.leaks.filter((leak) => copy.known.dealtColumns.some((column) => leak.segment?.startsWith(`${column}: `)));
    const isPlanted = (leak: (typeof shown)[number]): boolean => leak.from === copy.known.leak?.from && leak.segment === copy.known.leak.segment;
    return { leak: copy.known.leak, shown: shown.length, false: shown.filter((leak) => !isPlanted(leak)).length, found: shown.some(isPlanted) };
  });
  const [without, clear] = [dealt.filter((copy) => copy.leak === null), dealt.filter((copy) => (copy.leak?.oraclePower ?? 0) >= findable)];
  const shown = dealt.reduce((sum, copy) => sum + copy.shown, 0);
  return [
    { name: `copies without a leak that show one on a column dealt out by chance, of ${without.length}`, unit: '%', values: [share(without, (copy) => copy.false > 0)], atMost: 10 },
    { name: 'planted leaks that one who knows where to look would find in nine of ten', unit: 'leaks', values: [clear.length] },
    { name: 'of these found', unit: '%', values: [share(clear, (copy) => copy.found)], atLeast: 80 },
    { name: `leaks shown on such columns, of ${shown}, that were not planted`, unit: '%', values: [(100 * dealt.reduce((sum, copy) => sum + copy.false, 0)) / Math.max(1, shown)], atMost: 10 },
  ];
}

function columnFigures(copies: readonly AskedCopy[]): Figure[] {
  const later = copies.flatMap((copy) => copy.columns.filter((column) => copy.known.laterColumns.includes(column.column)));
  return [{ name: 'columns that only winners have, kept out of prediction', unit: '%', values: [share(later, (column) => column.status === 'refused')], atLeast: 95 }];
}
