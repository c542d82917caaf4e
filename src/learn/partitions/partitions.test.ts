import fc from 'fast-check';
import { expect, test } from 'vitest';
import { associationCutInterval, chiSquareAbove, endFor, endsOf, modelCutInterval, normalDraw, partitionByAssociation, partitionModel, randomStream, shuffled, supLmP, type AssociationPart, type DividingColumn, type ModelOptions, type ModelPart } from '../index.ts';
import { cars, categoryColumn, iris, mtcars, numberColumn, numbers, withOnes } from './testing.ts';

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);
const lineText = ({ line }: { line: ModelPart['line'] }): string => (line === null ? 'no line' : line.kind === 'number' ? `${line.column} ≤ ${line.atMost}` : `${line.column} in ${line.left.join(' ')} | ${line.right.join(' ')}`);
const coefficients = (part: ModelPart): number[] => ('coefficients' in part.estimate.fit ? [...part.estimate.fit.coefficients] : []);
const objective = (part: ModelPart): number => endsOf(part).reduce((sum, end) => sum + (end.estimate.objective ?? 0), 0);
const close = (found: ReadonlyArray<number | null | undefined>, expected: readonly number[], digits = 6): void => expect(found).toEqual(expected.map((value) => expect.closeTo(value, digits)));

// Lines, sizes, estimates and statistics without another source: R 4.2.2, partykit 1.2-16 (mob, glmtree, lmtree, ctree; sctest). Where a column has equal values partykit also looks between
// rows of one value, in the order of the file; supremum statistics of such columns are worked out in R from sandwich's estfun at distinct values alone.
test('glmtree of mtcars: automatic or not, by weight: one line', () => {
  const part = partitionModel(ones(32), numbers(mtcars, 'am'), 1, [numberColumn(mtcars, 'wt'), numberColumn(mtcars, 'hp')], { kind: 'logistic', minRows: 6 });
  expect(lineText(part)).toBe('wt ≤ 3.17');
  expect(endsOf(part).map((end) => end.rows)).toEqual([14, 18]);
  close(endsOf(part).flatMap(coefficients), [1.791759, -2.833213]);
  expect(objective(part)).toBeCloseTo(9.603693, 6);
  close(part.tests.map((one) => one.statistic), [20.9775721355, 7.938398031277]);
  close(endsOf(part).flatMap((end) => end.tests.map((one) => one.statistic)), [2.333333333334, 1.75, 0.847058825073, 2.117647062683], 5);
  expect(endsOf(part).map((end) => end.why)).toEqual(['No change along any column at the level of 0.05', 'No change along any column at the level of 0.05']);
});

test('lmtree of mtcars and of cars: no line', () => {
  const part = partitionModel(withOnes(numbers(mtcars, 'wt')), numbers(mtcars, 'mpg'), 2, ['hp', 'cyl', 'disp'].map((name) => numberColumn(mtcars, name)), { kind: 'linear', minRows: 8 });
  expect(part).toMatchObject({ line: null, why: 'No change along any column at the level of 0.05', left: null, right: null });
  expect(part.estimate.objective).toBeCloseTo(278.3219, 4);
  const residual = part.estimate.objective as number;
  expect(-16 * (Math.log((2 * Math.PI * residual) / 32) + 1)).toBeCloseTo(-80.0147145, 6);
  close(part.tests.map((one) => one.statistic), [11.88490208654, 8.31663802973, 7.11453116253]);
  const stops = partitionModel(withOnes(numbers(cars, 'speed')), numbers(cars, 'dist'), 2, [numberColumn(cars, 'speed')], { kind: 'linear' });
  expect(lineText(stops)).toBe('no line');
  close(coefficients(stops), [-17.579095, 3.932409]);
  expect(stops.estimate.objective).toBeCloseTo(11353.52, 2);
  expect(stops.tests[0]?.statistic).toBeCloseTo(2.55266114179, 8);
});

test('lmtree of iris, with a column of categories', () => {
  const petals = partitionModel(withOnes(numbers(iris, 'Petal.Length')), numbers(iris, 'Petal.Width'), 2, [categoryColumn(iris, 'Species'), numberColumn(iris, 'Sepal.Length'), numberColumn(iris, 'Sepal.Width')], { kind: 'linear' });
  expect(lineText(petals)).toBe('Species in setosa versicolor | virginica');
  close(petals.tests.map((one) => one.statistic), [17.94597677006, 9.67649283791, 8.91946855177]);
  expect(petals.tests[0]?.adjusted).toBeCloseTo(0.00378859307694, 8);
  close(coefficients(petals.left as ModelPart), [-0.306387094572, 0.381820026065], 8);
  const sepals = partitionModel(withOnes(numbers(iris, 'Petal.Length')), numbers(iris, 'Sepal.Length'), 2, [numberColumn(iris, 'Sepal.Width'), categoryColumn(iris, 'Species')], { kind: 'linear', minRows: 20 });
  expect([sepals, sepals.left as ModelPart, sepals.right as ModelPart].map(lineText)).toEqual(['Sepal.Width ≤ 3', 'Species in setosa versicolor | virginica', 'Sepal.Width ≤ 3.4']);
  expect(endsOf(sepals).map((end) => end.rows)).toEqual([50, 33, 42, 25]);
  expect(objective(sepals)).toBeCloseTo(13.82311834, 7);
  close((sepals.left as ModelPart).tests.map((one) => one.statistic), [12.0396734109, 36.75447878]);
  expect(sepals.tests[0]?.statistic).toBeCloseTo(45.4568478766, 7);
});

test('glmtree of iris with a column in the model', () => {
  const wide = numbers(iris, 'Petal.Width').map((value) => Number(value > 1.3));
  const part = partitionModel(withOnes(numbers(iris, 'Sepal.Width')), wide, 2, [numberColumn(iris, 'Sepal.Length')], { kind: 'logistic', minRows: 20 });
  expect(lineText(part)).toBe('Sepal.Length ≤ 5.8');
  expect(part.tests[0]?.statistic).toBeCloseTo(95.550094, 4);
  close(endsOf(part).flatMap(coefficients), [4.005205138, -2.056705243, -6.847830363, 3.172754705], 5);
  expect(objective(part)).toBeCloseTo(44.46864173, 6);
});

const means = (part: AssociationPart): number[] => endsOf(part).map((end) => ('mean' in end.estimate ? end.estimate.mean : NaN));

test('ctree of iris: six parts of the petal width', () => {
  const part = partitionByAssociation({ numbers: numbers(iris, 'Petal.Width') }, [numberColumn(iris, 'Petal.Length'), numberColumn(iris, 'Sepal.Length')]);
  const inner = (at: AssociationPart): string[] => (at.left && at.right ? [lineText(at), ...inner(at.left), ...inner(at.right)] : []);
  expect(inner(part)).toEqual(['Petal.Length ≤ 1.9', 'Petal.Length ≤ 1.5', 'Petal.Length ≤ 4.7', 'Petal.Length ≤ 4.1', 'Petal.Length ≤ 5']);
  close(means(part), [0.22432432, 0.30769231, 1.15263158, 1.40769231, 1.73076923, 2.06190476], 8);
  close(part.tests.map((one) => one.statistic), [138.13936601, 99.6851252209], 7);
  close(part.left?.tests.map((one) => one.adjusted) ?? [], [0.0401187633734, 0.10048450844], 8);
});

test('ctree of the kinds of iris, and of mtcars with categories on either side', () => {
  const kinds = partitionByAssociation({ categories: iris.Species as string[] }, ['Sepal.Length', 'Sepal.Width', 'Petal.Length', 'Petal.Width'].map((name) => numberColumn(iris, name)));
  expect([kinds, kinds.right as AssociationPart, kinds.right?.left as AssociationPart].map(lineText)).toEqual(['Petal.Length ≤ 1.9', 'Petal.Width ≤ 1.7', 'Petal.Length ≤ 4.8']);
  expect(endsOf(kinds).map((end) => end.rows)).toEqual([50, 46, 8, 46]);
  close(kinds.tests.map((one) => one.statistic), [92.18715388, 59.7166442144, 140.26438614, 138.403556585], 6);
  const [byCylinder, byGear] = [categoryColumn(mtcars, 'cyl'), categoryColumn(mtcars, 'gear')];
  const miles = partitionByAssociation({ numbers: numbers(mtcars, 'mpg') }, [numberColumn(mtcars, 'wt'), byCylinder, byGear, numberColumn(mtcars, 'hp')]);
  expect([miles, miles.right as AssociationPart].map(lineText)).toEqual(['wt ≤ 2.32', 'wt ≤ 3.46']);
  close(miles.tests.map((one) => one.statistic), [23.3378166034, 22.7062618484, 13.30365101817724, 18.6755575841]);
  close(means(miles), [29.02857143, 19.85714286, 14.7], 7);
  const gears = partitionByAssociation({ categories: mtcars.gear as string[] }, [numberColumn(mtcars, 'wt'), byCylinder, numberColumn(mtcars, 'hp')]);
  expect(lineText(gears)).toBe('hp ≤ 123');
  close(gears.tests.map((one) => one.adjusted), [0.00359311501937, 0.00468472496432, 0.00323938083017], 9);
});

// partykit reads p from Hansen's (1997) fitted curves, which differ from the limit itself by up to 0.03 here and by a quarter far out.
test('the chance of a supremum is near that of Hansen’s curves and of chi-square at one place', () => {
  const hansen = [[1, 0.3745571, 0.0659495, 0.01035391, 2.246479e-4], [2, 0.7267899, 0.2051467, 0.04157155, 1.17399e-3], [3, 0.9158791, 0.3986508, 0.1036666, 3.652843e-3], [5, 0.9994263, 0.7725644, 0.3382727, 0.02544447]] as const;
  for (const [k, ...expected] of hansen) expected.forEach((value, at) => expect(Math.abs(supLmP([4, 8, 12, 20][at] as number, k, (0.85 / 0.15) ** 2) - value), `${k}`).toBeLessThan(0.032));
  expect(supLmP(7, 3, 1)).toBe(chiSquareAbove(7, 3));
  // Independent: 20,000 paths of 4,000 steps with the chance to cross between steps gave 0.0563 ± 0.0016, paths of 1,000 steps 0.0530 ± 0.0016.
  expect(supLmP(8.68, 1, (0.85 / 0.15) ** 2)).toBeCloseTo(0.0542, 4);
});

test('the chance of a supremum falls with the statistic, grows with the span and the dimensions, and lies above chi-square', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 300, noNaN: true }), fc.integer({ min: 1, max: 12 }), fc.double({ min: 1, max: 1e4, noNaN: true }), (statistic, k, span) => {
    const p = supLmP(statistic, k, span);
    expect(p).toBeGreaterThanOrEqual(chiSquareAbove(statistic, k) * 0.999);
    expect(p).toBeLessThanOrEqual(1);
    expect(supLmP(statistic + 1, k, span)).toBeLessThanOrEqual(p + 1e-12);
    expect(supLmP(statistic, k, span * 2)).toBeGreaterThanOrEqual(p * (1 - 1e-6));
    expect(supLmP(statistic, k + 1, span)).toBeGreaterThanOrEqual(p * 0.96);
  }), { numRuns: 40 });
});

/** A jump of `jump` at 0.6 of the column `size`; `region` and `noise` matter nothing. */
function world(seed: number, n: number, jump: number): { y: Float64Array; x: Float64Array; columns: DividingColumn[] } {
  const random = randomStream('partition world', seed);
  const size = Float64Array.from({ length: n }, () => Math.floor(random() * 1000) / 1000);
  const inside = Float64Array.from({ length: n }, () => normalDraw(random));
  const columns = [{ name: 'size', values: size }, { name: 'region', categories: Array.from({ length: n }, () => `r${Math.floor(random() * 5)}`) }, { name: 'noise', values: Float64Array.from({ length: n }, () => random()) }];
  return { columns, x: withOnes(inside), y: inside.map((value, row) => value + ((size[row] as number) > 0.6 ? jump : 0) + normalDraw(random)) };
}

const runs = 150;
const shareWithLine = (jump: number, n: number, found: (one: ReturnType<typeof world>) => boolean): number => Array.from({ length: runs }, (_, seed) => found(world(seed, n, jump))).filter(Boolean).length / runs;

test('where nothing divides, a line is drawn in at most one case in twenty; where something does, it is found', () => {
  const options: ModelOptions = { kind: 'linear', maxDepth: 1 };
  const byModel = ({ x, y, columns }: ReturnType<typeof world>): boolean => partitionModel(x, y, 2, columns, options).line !== null;
  const byAssociation = ({ y, columns }: ReturnType<typeof world>): boolean => partitionByAssociation({ numbers: y }, columns, { maxDepth: 1 }).line !== null;
  // Three standard errors of 0.05 with 150 runs are 0.053.
  expect(shareWithLine(0, 150, byModel)).toBeLessThan(0.103);
  expect(shareWithLine(0, 150, byAssociation)).toBeLessThan(0.103);
  expect(shareWithLine(1, 150, byModel)).toBeGreaterThan(0.8);
});

test('outcomes dealt out by chance: no line in 19 of 20 of the shuffled irises', () => {
  const random = randomStream('shuffled iris', 1);
  const columns = [numberColumn(iris, 'Petal.Length'), categoryColumn(iris, 'Species')];
  const lines = Array.from({ length: 200 }, () => partitionByAssociation({ numbers: Float64Array.from(shuffled([...numbers(iris, 'Petal.Width')], random)) }, columns, { maxDepth: 1 }).line !== null);
  expect(lines.filter(Boolean).length / 200).toBeLessThan(0.096);
});

test('order of rows, unit and direction of a column, and unit of the outcome move no line', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, unit) => {
    const { x, y, columns } = world(seed, 80, 2);
    const plain = partitionModel(x, y, 2, columns, { kind: 'linear', maxDepth: 2 });
    const order = shuffled(Array.from(y, (_, row) => row), randomStream('order', seed));
    const mixed = columns.map((column) => ('values' in column ? { name: column.name, values: order.map((row) => unit * (column.values[row] as number)) } : { name: column.name, categories: order.map((row) => column.categories[row] as string) }));
    const other = partitionModel(Float64Array.from(order.flatMap((row) => [...x.subarray(2 * row, 2 * row + 2)])), Float64Array.from(order, (row) => unit * (y[row] as number) + 5), 2, mixed, { kind: 'linear', maxDepth: 2 });
    expect(endsOf(other).map((end) => end.rows)).toEqual(endsOf(plain).map((end) => end.rows));
    expect(objective(other) / objective(plain) / unit ** 2).toBeCloseTo(1, 6);
  }), { numRuns: 25 });
});

test('parts hold all rows once, keep to the least size, never fit worse together than the whole, and every row finds its own', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 3, max: 20 }), (seed, minRows) => {
    const { x, y, columns } = world(seed, 120, 2);
    const part = partitionModel(x, y, 2, columns, { kind: 'linear', minRows, alpha: 0.3 });
    const ends = endsOf(part);
    expect(ends.reduce((sum, end) => sum + end.rows, 0)).toBe(120);
    expect(Math.min(...ends.map((end) => end.rows))).toBeGreaterThanOrEqual(minRows);
    expect(objective(part)).toBeLessThanOrEqual((part.estimate.objective as number) + 1e-9);
    const homes = Array.from(y, (_, row) => endFor(part, Object.fromEntries(columns.map((column) => [column.name, 'values' in column ? (column.values[row] as number) : (column.categories[row] as string)]))));
    for (const end of ends) expect(homes.filter((home) => home === end)).toHaveLength(end.rows);
  }), { numRuns: 25 });
});

test('missing values leave their test, go where most rows go, and a category never seen does too', () => {
  const { x, y, columns } = world(7, 300, 3);
  const [size, region] = columns as [{ name: string; values: Float64Array }, { name: string; categories: string[] }];
  const gone = { ...size, values: size.values.map((value, row) => (row % 5 === 0 ? NaN : value)) };
  const part = partitionModel(x, y, 2, [gone, { ...region, categories: region.categories.map((value, row) => (row % 3 === 0 ? null : value)) }], { kind: 'linear', maxDepth: 1 });
  expect(part.line).toMatchObject({ column: 'size', missing: 'left' });
  expect(Math.abs((part.line as { atMost: number }).atMost - 0.6)).toBeLessThan(0.05);
  expect(endFor(part, {})).toBe(part.left);
  expect(endFor(part, { size: null })).toBe(part.left);
  expect(endFor(part, { size: 0.9 })).toBe(part.right);
  const species = partitionByAssociation({ numbers: numbers(iris, 'Petal.Width') }, [categoryColumn(iris, 'Species')], { maxDepth: 1 });
  expect(endFor(species, { Species: 'unheard of' })).toBe(species.line?.missing === 'left' ? species.left : species.right);
  expect(partitionByAssociation({ numbers: numbers(iris, 'Petal.Width') }, [{ name: 'none', values: new Float64Array(150).fill(NaN) }])).toMatchObject({ line: null, tests: [{ statistic: null, p: null, adjusted: null }] });
});

test('a column of many categories is divided where it matters, in time', () => {
  const random = randomStream('many categories', 3);
  const categories = Array.from({ length: 4000 }, () => `c${Math.floor(random() * 200)}`);
  const high = (name: string): boolean => Number(name.slice(1)) % 3 === 0;
  const y = Float64Array.from(categories, (name) => (high(name) ? 2 : 0) + normalDraw(random));
  for (const part of [partitionByAssociation({ numbers: y }, [{ name: 'c', categories }], { maxDepth: 1 }), partitionModel(ones(4000), y, 1, [{ name: 'c', categories }], { kind: 'linear', maxDepth: 1 })]) {
    const line = part.line as { left: readonly string[]; right: readonly string[] };
    const sides = [line.left, line.right].sort((a, b) => a.filter(high).length / a.length - b.filter(high).length / b.length);
    expect(sides.map((side) => side.filter(high).length / side.length)).toEqual([0, 1]);
  }
});

test('where a line lies: the interval holds the line found, is narrower where the jump is clear, and is null without any', () => {
  const { x, y, columns } = world(11, 150, 4);
  const size = columns[0] as { name: string; values: Float64Array };
  const options = { kind: 'linear', seed: 1, draws: 99, level: 0.9 } as const;
  const clear = modelCutInterval(x, y, 2, size, options);
  expect(clear).toEqual(modelCutInterval(x, y, 2, size, options));
  const { line } = partitionModel(x, y, 2, [size], { kind: 'linear' });
  expect(line?.kind === 'number' && clear !== null && clear.low <= line.atMost && line.atMost <= clear.high).toBe(true);
  const vague = world(11, 150, 0.4);
  const wide = modelCutInterval(vague.x, vague.y, 2, vague.columns[0] as { name: string; values: Float64Array }, options);
  expect((wide as { high: number }).high - (wide as { low: number }).low).toBeGreaterThan(3 * ((clear as { high: number }).high - (clear as { low: number }).low));
  expect(associationCutInterval({ numbers: y }, size, { seed: 1, draws: 99 })?.high).toBeLessThan(0.75);
  expect(associationCutInterval({ categories: Array.from(y, (value) => (value > 1 ? 'much' : 'little')) }, size, { seed: 1, draws: 99 })?.low).toBeGreaterThan(0.3);
  expect(associationCutInterval({ numbers: y }, { name: 'same', values: ones(150) }, { seed: 1, draws: 99 })).toBeNull();
  expect(() => associationCutInterval({ numbers: y }, size, { seed: 1, draws: 5 })).toThrow(RangeError);
});

test('the interval holds the true place of a line about as often as it says', () => {
  const held = Array.from({ length: 60 }, (_, seed) => {
    const random = randomStream('places', seed);
    const values = Float64Array.from({ length: 100 }, () => random());
    const found = associationCutInterval({ numbers: values.map((value) => (value > 0.6 ? 1 : 0) + normalDraw(random)) }, { name: 'size', values }, { seed, draws: 99, level: 0.9 });
    return found !== null && found.low <= 0.6 && found.high >= 0.6;
  });
  // Three standard errors below 0.9 with 60 runs.
  expect(held.filter(Boolean).length / 60).toBeGreaterThan(0.78);
});

test('bad input is a clear error, and what has no line says why', () => {
  const y = Float64Array.from({ length: 40 }, (_, row) => row % 3);
  const size: DividingColumn = { name: 'size', values: y.map((_, row) => row) };
  const run = (columns: DividingColumn[], cells = ones(40), options: ModelOptions = { kind: 'linear' }): ModelPart => partitionModel(cells, y, 1, columns, options);
  expect(() => partitionModel(ones(0), ones(0), 1, [{ name: 'size', values: [] }], { kind: 'linear' })).toThrow(/at least one row/);
  expect(() => run([])).toThrow(/dividing column/);
  expect(() => run([size, size])).toThrow(/one name/);
  expect(() => run([{ name: 'size', values: [1] }])).toThrow('Column size: 1 values for 40 rows');
  expect(() => run([{ name: 'size', values: y.map(() => Infinity) }])).toThrow('row 0 is infinite');
  expect(() => run([size], ones(40).fill(NaN))).toThrow(RangeError);
  expect(() => run([size], ones(40), { kind: 'logistic' })).toThrow(/0 or 1/);
  for (const options of [{ minRows: 0 }, { minRows: 2.5 }, { alpha: 0 }, { alpha: NaN }, { maxDepth: -1 }]) expect(() => run([size], ones(40), { kind: 'linear', ...options })).toThrow(RangeError);
  expect(() => partitionByAssociation({ numbers: new Float64Array([NaN]) }, [{ name: 'size', values: [1] }])).toThrow('row 0 is NaN');
  expect(() => partitionByAssociation({ categories: [] }, [{ name: 'size', values: [] }])).toThrow(RangeError);
  expect(partitionModel(ones(40), ones(40), 1, [size], { kind: 'linear' }).why).toBe('The fit is perfect');
  expect(partitionModel(ones(40), ones(40), 1, [size], { kind: 'logistic' }).why).toMatch(/All outcomes are the same/);
  expect(partitionModel(withOnes(ones(40)), y, 2, [size], { kind: 'linear' }).why).toMatch(/made of the others/);
  expect(partitionModel(withOnes(y, y.map((v) => v * v)).slice(0, 6), y.slice(0, 2), 3, [{ name: 'size', values: [1, 2] }], { kind: 'linear' }).why).toMatch(/made of the others/);
  expect(partitionByAssociation({ numbers: ones(40) }, [size]).why).toBe('No change along any column at the level of 0.05');
  expect(partitionByAssociation({ categories: new Array<string>(40).fill('one') }, [size]).line).toBeNull();
  expect(() => supLmP(NaN, 1, 2)).toThrow(RangeError);
});
