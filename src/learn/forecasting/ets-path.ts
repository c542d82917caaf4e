/** Which kind of exponential smoothing: how errors enter, whether the trend fades, how seasons enter. */
export interface EtsForm {
  readonly error: 'additive' | 'multiplicative';
  readonly trend: 'none' | 'additive' | 'damped';
  readonly season: 'none' | 'additive' | 'multiplicative';
}

/**
 * Where the numbers of a model stand in one array: α, β/α, γ, φ, first level, first slope, first seasons from `seasons` on. Those that a
 * form does not have are neutral: β = γ = 0, φ = 1 with a slope of 0.
 */
export const place = { alpha: 0, betaShare: 1, gamma: 2, phi: 3, level: 4, slope: 5, seasons: 6 } as const;

/** A run over a series: squares and log-forecasts that make the likelihood, the last states, and what the backward run needs. */
export interface EtsPath {
  squares: number;
  /** Σ log |forecast| for multiplicative errors, otherwise 0. */
  logs: number;
  level: number;
  slope: number;
  readonly seasons: Float64Array;
  /** One-step forecasts, errors (relative ones for multiplicative errors), and level, slope and season before each value. */
  readonly expected: Float64Array;
  readonly errors: Float64Array;
  readonly levels: Float64Array;
  readonly slopes: Float64Array;
  readonly seasonBefore: Float64Array;
}

export function emptyPath(n: number, period: number): EtsPath {
  const row = (): Float64Array => new Float64Array(n);
  return { squares: 0, logs: 0, level: 0, slope: 0, seasons: new Float64Array(period), expected: row(), errors: row(), levels: row(), slopes: row(), seasonBefore: row() };
}

/**
 * Runs a model over a series (Hyndman, Koehler, Ord and Snyder 2008, table 2.3): forecast f = q + s or q · s with q = l + φ b; then
 * l' = q + α (p − q), p the value without its season; b' = φ b + β/α (l' − l − φ b); s' = s + γ (value without q − s). The same for both
 * kinds of error. False where a multiplicative form meets a level, season or forecast that is not above zero, or numbers run away.
 */
export function runEts({ error, season }: EtsForm, period: number, y: Float64Array, at: Float64Array, path: EtsPath): boolean {
  const [alpha, share, gamma, phi] = at as unknown as [number, number, number, number];
  const { seasons } = path;
  const [plus, times, relative] = [season === 'additive', season === 'multiplicative', error === 'multiplicative'];
  for (let j = 0; j < period; j += 1) seasons[j] = at[place.seasons + j] as number;
  let [level, slope, squares, logs] = [at[place.level] as number, at[place.slope] as number, 0, 0];
  for (let t = 0; t < y.length; t += 1) {
    const slot = t % period;
    const value = y[t] as number;
    const s = seasons[slot] as number;
    const q = level + phi * slope;
    const f = plus ? q + s : times ? q * s : q;
    if ((relative && !(f > 1e-10)) || (times && !(s > 1e-10 && q > 1e-10))) return false;
    const e = relative ? (value - f) / f : value - f;
    path.expected[t] = f;
    path.errors[t] = e;
    path.levels[t] = level;
    path.slopes[t] = slope;
    path.seasonBefore[t] = s;
    squares += e * e;
    if (relative) logs += Math.log(f);
    const next = q + alpha * ((plus ? value - s : times ? value / s : value) - q);
    slope = phi * slope + share * (next - level - phi * slope);
    level = next;
    if (plus) seasons[slot] = s + gamma * (value - q - s);
    else if (times) seasons[slot] = s + gamma * (value / q - s);
  }
  path.squares = squares;
  path.logs = logs;
  path.level = level;
  path.slope = slope;
  return Number.isFinite(squares) && Number.isFinite(logs);
}

/** n log Σ e² + 2 Σ log f: minus twice the log-likelihood at the best variance, but for constants (ibid. eq. 5.2). */
export const lossOf = (path: EtsPath, n: number): number => n * Math.log(path.squares + 1e-30) + 2 * path.logs;

/** Derivatives of `lossOf` by everything in the array of `place`, from a finished run, by going back through it (reverse mode). */
export function slopesOfLoss({ error, season }: EtsForm, period: number, y: Float64Array, at: Float64Array, path: EtsPath): Float64Array {
  const [alpha, share, gamma, phi] = at as unknown as [number, number, number, number];
  const [plus, times, relative] = [season === 'additive', season === 'multiplicative', error === 'multiplicative'];
  const bySeason = new Float64Array(period);
  const weight = (2 * y.length) / (path.squares + 1e-30);
  let [byAlpha, byShare, byGamma, byPhi, byLevel, bySlope] = [0, 0, 0, 0, 0, 0];
  for (let t = y.length - 1; t >= 0; t -= 1) {
    const slot = t % period;
    const [value, s, level, slope] = [y[t] as number, path.seasonBefore[t] as number, path.levels[t] as number, path.slopes[t] as number];
    const q = level + phi * slope;
    const f = path.expected[t] as number;
    const p = plus ? value - s : times ? value / s : value;
    let [byQ, byS] = [0, 0];
    if (plus || times) {
      const after = bySeason[slot] as number;
      byGamma += after * ((plus ? value - q : value / q) - s);
      byS = (1 - gamma) * after;
      byQ -= plus ? gamma * after : (gamma * after * value) / (q * q);
    }
    byShare += bySlope * (alpha * (p - q) + q - level - phi * slope);
    const byNext = byLevel + share * bySlope;
    byPhi += bySlope * slope * (1 - share);
    const byLevelBefore = -share * bySlope;
    const bySlopeBefore = phi * (1 - share) * bySlope;
    byAlpha += byNext * (p - q);
    byQ += (1 - alpha) * byNext;
    if (plus) byS -= alpha * byNext;
    else if (times) byS -= (alpha * byNext * value) / (s * s);
    const byError = weight * (path.errors[t] as number);
    const byForecast = relative ? 2 / f - (byError * value) / (f * f) : -byError;
    byQ += times ? byForecast * s : byForecast;
    if (plus) byS += byForecast;
    else if (times) byS += byForecast * q;
    byLevel = byLevelBefore + byQ;
    bySlope = bySlopeBefore + phi * byQ;
    byPhi += slope * byQ;
    bySeason[slot] = byS;
  }
  const slopes = new Float64Array(at.length);
  slopes.set([byAlpha, byShare, byGamma, byPhi, byLevel, bySlope]);
  slopes.set(bySeason, place.seasons);
  return slopes;
}
