import type { Highs, Model, ModelData } from 'highs';
import { nothing, useOf, type PlanProblem } from './plan-problem.ts';

/** What HiGHS says of the problem with fractions allowed. */
export interface Relaxed {
  readonly prices: Float64Array;
  /** Subjects with a whole action, the others as doing nothing. */
  readonly whole: Int32Array;
  /** Subjects whose action is a mixture. */
  readonly fractional: number;
  readonly value: number;
}

/** By how much each limit must give way so that any plan at all exists: least in sum, each in units of its bound. */
export type Shortfalls = ReadonlyArray<{ readonly limit: string; readonly by: number }>;

const whole = 1 - 1e-7;

/**
 * The linear programme of a problem, by HiGHS (npm `highs`, MIT, WebAssembly; read in when first used): one column for each subject and
 * action that may be, one row for each subject (at most one action) and for each limit. Passed as arrays, not as text. Where no plan
 * exists, a second programme in which limits may give way says which and by how much.
 */
export async function relax(problem: PlanProblem): Promise<Relaxed | { readonly shortfalls: Shortfalls }> {
  const highs = await loadedHighs();
  const columns = columnsOf(problem);
  try {
    return relaxedBy(highs, problem, columns);
  } catch (error) {
    // A solver that ran out of memory may leave it torn: the next programme starts afresh.
    loaded = null;
    throw error;
  }
}

function relaxedBy(highs: Highs, problem: PlanProblem, columns: readonly Column[]): Relaxed | { readonly shortfalls: Shortfalls } {
  const solved = highs.withModel(programme(problem, columns, false), (model) => {
    solve(model);
    const status = model.getModelStatus();
    return status === highs.constants.modelStatus.optimal ? { ...model.getSolution(), value: -model.getObjectiveValue() } : null;
  });
  if (solved) return relaxedOf(problem, columns, solved.colValue, solved.rowDual, solved.value);
  const elastic = highs.withModel(programme(problem, columns, true), (model) => {
    solve(model);
    return model.getSolution().colValue;
  });
  return { shortfalls: problem.limits.map(({ name }, r) => ({ limit: name, by: Math.max(elastic[columns.length + 2 * r] as number, elastic[columns.length + 2 * r + 1] as number) })).filter(({ by }) => by > 1e-7) };
}

let loaded: Promise<Highs> | null = null;

/** Compiled once: that takes longer than a small programme. Every programme has a solver of its own in it, so none knows of another. */
function loadedHighs(): Promise<Highs> {
  loaded ??= load();
  return loaded;
}

/** The package's types are those of its CommonJS form, where the loader is the module itself; as an ES module it is the default export. */
async function load(): Promise<Highs> {
  const { default: start } = (await import('highs')) as unknown as { readonly default: () => Promise<Highs> };
  return start();
}

function solve(model: Model): void {
  model.options.set({ output_flag: false });
  model.run();
}

interface Column { readonly subject: number; readonly action: number }

function columnsOf({ subjects, actions, eligible }: PlanProblem): Column[] {
  const columns: Column[] = [];
  for (let subject = 0; subject < subjects; subject += 1) for (let action = 0; action < actions; action += 1) if (!eligible || eligible[subject * actions + action] === 1) columns.push({ subject, action });
  return columns;
}

/** Rows: limits first, then subjects. Elastic: gains count nothing, two more columns for each limit let it be short or exceeded at a price. */
function programme(problem: PlanProblem, columns: readonly Column[], elastic: boolean): ModelData {
  const { subjects, actions, gains, limits } = problem;
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []];
  for (const { subject, action } of columns) {
    limits.forEach((limit, r) => {
      const use = useOf(limit, actions, subject, action);
      if (use !== 0) [indices[indices.length], values[values.length]] = [r, use];
    });
    [indices[indices.length], values[values.length]] = [limits.length + subject, 1];
    starts.push(indices.length);
  }
  const slack = elastic ? 2 * limits.length : 0;
  for (let extra = 0; extra < slack; extra += 1) {
    indices.push(Math.floor(extra / 2));
    values.push(extra % 2 === 0 ? 1 : -1);
    starts.push(indices.length);
  }
  const [numCols, numRows] = [columns.length + slack, limits.length + subjects];
  return {
    numCols, numRows,
    colCost: Float64Array.from({ length: numCols }, (_, at) => {
      const column = columns[at];
      if (column) return elastic ? 0 : -(gains[column.subject * actions + column.action] as number);
      const { most = 0, least = 0 } = limits[Math.floor((at - columns.length) / 2)] as PlanProblem['limits'][number];
      return 1 / Math.max(1, most, least);
    }),
    colLower: new Float64Array(numCols), colUpper: new Float64Array(numCols).fill(Infinity),
    rowLower: Float64Array.from({ length: numRows }, (_, row) => limits[row]?.least ?? -Infinity),
    rowUpper: Float64Array.from({ length: numRows }, (_, row) => (row < limits.length ? (limits[row]?.most ?? Infinity) : 1)),
    matrix: { format: 'csc', numRows, numCols, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
  };
}

function relaxedOf({ subjects, limits }: PlanProblem, columns: readonly Column[], x: Float64Array, rowDual: Float64Array, value: number): Relaxed {
  const chosen = new Int32Array(subjects).fill(nothing);
  const mixed = new Set<number>();
  columns.forEach(({ subject, action }, at) => {
    if ((x[at] as number) >= whole) chosen[subject] = action;
    else if ((x[at] as number) > 1 - whole) mixed.add(subject);
  });
  // Least costs are minus gains, so a price is minus the dual of its row.
  return { prices: Float64Array.from(limits, (_, r) => -(rowDual[r] as number)), whole: chosen, fractional: mixed.size, value };
}
