/** What is left of each row; what is nothing but rounding is nothing. */
export function residuals(x: Float64Array, y: Float64Array, p: number, coefficients: Float64Array): Float64Array {
  const rounding = 1e-13 * y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return y.map((value, row) => {
    const left = coefficients.reduce((rest, beta, j) => rest - beta * (x[row * p + j] as number), value);
    return Math.abs(left) <= rounding ? 0 : left;
  });
}
