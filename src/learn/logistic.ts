/** A fitted linear model on the log-odds scale. */
export interface LogisticFit {
  readonly coefficients: Float64Array;
  /** Inverse of the penalised information matrix, row by row: the covariance of the coefficients. */
  readonly covariance: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface LogisticOptions {
  /** Ridge penalty on every coefficient but the first, in units of observations. */
  readonly penalty: number;
  readonly weights?: Float64Array;
  readonly start?: Float64Array;
  readonly maxIterations?: number;
}

export const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/**
 * Minimises the weighted negative log-likelihood of y ∈ {0,1} plus penalty/2 · |β without intercept|², by Newton steps
 * with halving. `x` is row-major, n × p, its first column ones. (McCullagh and Nelder 1989 §4.4; le Cessie and
 * van Houwelingen 1992 for the ridge.) Collinear columns are harmless while penalty > 0.
 */
export function fitLogistic(x: Float64Array, y: Float64Array, p: number, options: LogisticOptions): LogisticFit {
  const n = y.length;
  const weights = options.weights;
  let beta: Float64Array = options.start ? Float64Array.from(options.start) : new Float64Array(p);
  let information: Float64Array = new Float64Array(p * p);
  const cells = cellsOf(x, n, p);
  let eta = predictors(cells, beta);
  let loss = objective(eta, y, beta, weights, options.penalty);
  let iterations = 0;
  let converged = false;
  for (; iterations < (options.maxIterations ?? 25) && !converged; iterations += 1) {
    const gradient = new Float64Array(p);
    information = new Float64Array(p * p);
    accumulate(cells, y, p, eta, weights, gradient, information);
    for (let j = 1; j < p; j += 1) {
      gradient[j] = (gradient[j] as number) - options.penalty * (beta[j] as number);
      information[j * p + j] = (information[j * p + j] as number) + options.penalty;
    }
    information[0] = (information[0] as number) + 1e-9;
    const step = solvePositive(information, gradient, p);
    let size = 1;
    let next = moved(beta, step, size);
    let nextEta = predictors(cells, next);
    let nextLoss = objective(nextEta, y, next, weights, options.penalty);
    while (nextLoss > loss + 1e-12 && size > 1e-4) {
      size /= 2;
      next = moved(beta, step, size);
      nextEta = predictors(cells, next);
      nextLoss = objective(nextEta, y, next, weights, options.penalty);
    }
    converged = loss - nextLoss < 1e-8 * (Math.abs(loss) + 1);
    if (nextLoss <= loss) { beta = next; eta = nextEta; loss = nextLoss; }
  }
  return { coefficients: beta, covariance: inverseOf(information, p), iterations, converged };
}

const moved = (beta: Float64Array, step: Float64Array, size: number): Float64Array => beta.map((value, index) => value + size * (step[index] as number));

/** Linear predictor of row i. */
export function linear(x: Float64Array, row: number, p: number, beta: Float64Array): number {
  let sum = 0;
  const base = row * p;
  for (let j = 0; j < p; j += 1) sum += (x[base + j] as number) * (beta[j] as number);
  return sum;
}

/** The cells of a table that are not zero, row after row: most features are indicators, and a fit passes over the rows many times. */
interface Cells {
  /** Where each row begins, and where the last one ends. */
  readonly from: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

function cellsOf(x: Float64Array, n: number, p: number): Cells {
  const from = new Int32Array(n + 1);
  let count = 0;
  for (let at = 0; at < n * p; at += 1) if (x[at] !== 0) count += 1;
  const [column, value] = [new Int32Array(count), new Float64Array(count)];
  let next = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < p; j += 1) {
      const cell = x[i * p + j] as number;
      if (cell !== 0) { column[next] = j; value[next++] = cell; }
    }
    from[i + 1] = next;
  }
  return { from, column, value };
}

/** Linear predictors of all rows. */
function predictors({ from, column, value }: Cells, beta: Float64Array): Float64Array {
  const eta = new Float64Array(from.length - 1);
  for (let i = 0; i < eta.length; i += 1) {
    let sum = 0;
    for (let at = from[i] as number, end = from[i + 1] as number; at < end; at += 1) sum += (value[at] as number) * (beta[column[at] as number] as number);
    eta[i] = sum;
  }
  return eta;
}

function objective(eta: Float64Array, y: Float64Array, beta: Float64Array, weights: Float64Array | undefined, penalty: number): number {
  let loss = 0;
  for (let i = 0; i < y.length; i += 1) {
    const at = eta[i] as number;
    const cost = (at > 0 ? at + Math.log1p(Math.exp(-at)) : Math.log1p(Math.exp(at))) - (y[i] as number) * at;
    loss += weights ? (weights[i] as number) * cost : cost;
  }
  for (let j = 1; j < beta.length; j += 1) loss += 0.5 * penalty * (beta[j] as number) ** 2;
  return loss;
}

function accumulate({ from, column, value }: Cells, y: Float64Array, p: number, eta: Float64Array, weights: Float64Array | undefined, gradient: Float64Array, information: Float64Array): void {
  for (let i = 0; i < y.length; i += 1) {
    const mu = logistic(eta[i] as number);
    const w = weights ? (weights[i] as number) : 1;
    const residual = w * ((y[i] as number) - mu);
    const curve = w * mu * (1 - mu);
    const [start, end] = [from[i] as number, from[i + 1] as number];
    for (let a = start; a < end; a += 1) {
      const j = column[a] as number;
      const xj = value[a] as number;
      const row = j * p;
      const scaled = curve * xj;
      gradient[j] = (gradient[j] as number) + residual * xj;
      for (let b = start; b <= a; b += 1) {
        const k = row + (column[b] as number);
        information[k] = (information[k] as number) + scaled * (value[b] as number);
      }
    }
  }
  for (let j = 0; j < p; j += 1) for (let k = 0; k < j; k += 1) information[k * p + j] = information[j * p + k] as number;
}

/** Solves A s = g for a symmetric positive definite A by Cholesky's factorisation. */
function solvePositive(a: Float64Array, g: Float64Array, p: number): Float64Array {
  const l = cholesky(a, p);
  const s = Float64Array.from(g);
  for (let i = 0; i < p; i += 1) {
    for (let k = 0; k < i; k += 1) s[i] = (s[i] as number) - (l[i * p + k] as number) * (s[k] as number);
    s[i] = (s[i] as number) / (l[i * p + i] as number);
  }
  for (let i = p - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < p; k += 1) s[i] = (s[i] as number) - (l[k * p + i] as number) * (s[k] as number);
    s[i] = (s[i] as number) / (l[i * p + i] as number);
  }
  return s;
}

function cholesky(a: Float64Array, p: number): Float64Array {
  const l = new Float64Array(p * p);
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * p + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (l[i * p + k] as number) * (l[j * p + k] as number);
      l[i * p + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (l[j * p + j] as number);
    }
  }
  return l;
}

function inverseOf(a: Float64Array, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  for (let column = 0; column < p; column += 1) {
    const unit = new Float64Array(p);
    unit[column] = 1;
    const solved = solvePositive(a, unit, p);
    for (let row = 0; row < p; row += 1) inverse[row * p + column] = solved[row] as number;
  }
  return inverse;
}
