import { expect, test } from 'vitest';
import { knownChances } from './known-chances.ts';
import { live, type Fate } from './lived-course.ts';
import type { Course } from './real-courses.ts';

const rows = Array.from({ length: 2_000 }, (_, index) => ({ source: `s${index % 7}`, page: `p${index % 40}` }));

test('known chances have the mean asked for, differ by the columns named alone, and are all the same where nothing is planted', () => {
  const chances = knownChances(rows, { seed: 1, columns: ['source'], spread: 0.8, mean: 0.2 });
  expect(chances.reduce((sum, chance) => sum + chance, 0) / chances.length).toBeCloseTo(0.2, 9);
  expect(new Set(chances).size).toBe(7);
  const [none] = knownChances(rows, { seed: 1, columns: ['source', 'page'], spread: 0, mean: 0.2 });
  expect(none).toBeCloseTo(0.2, 9);
});

const hour = 3_600_000;
const course = (id: string): Course => ({ id, steps: [{ name: 'A', at: 0 }, { name: 'B', at: 10 * hour }, { name: 'C', at: 30 * hour }], lastAt: 35 * hour, isOpen: false, weekday: 'Monday', timeOfDay: 'Morning' });
const fate: Fate = { seed: 1, chance: 0.4, product: 'Alpha', leak: null, waits: [5 * hour] };

test('without a leak a course keeps its real waits, and is won as often as its chance says', () => {
  const lives = Array.from({ length: 2_000 }, (_, index) => live(course(`c${index}`), fate));
  expect(lives[0]?.stays.map((stay) => [stay.name, stay.at / hour, stay.until / hour])).toEqual([['A', 0, 10], ['B', 10, 30], ['C', 30, 40]]);
  expect(lives.filter((one) => one.isWon).length / lives.length).toBeCloseTo(0.4, 1);
});

test('a leak holds deals of its product longer in its step and takes some of them there; other products pass', () => {
  const leak = { step: 'B', product: 'Alpha', waitFactor: 2, extraLoss: 0.25 };
  const lives = Array.from({ length: 2_000 }, (_, index) => live(course(`c${index}`), { ...fate, leak }));
  expect(lives.every((one) => one.stays[1]?.until === 50 * hour)).toBe(true);
  const taken = lives.filter((one) => one.stays.length === 2);
  expect(taken.every((one) => !one.isWon && one.endsAt === 50 * hour)).toBe(true);
  expect(taken.length / lives.length).toBeCloseTo(0.25, 1);
  expect(live(course('c1'), { ...fate, product: 'Beta', leak })).toEqual(live(course('c1'), fate));
});
