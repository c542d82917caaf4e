/** Nodes on (0, 1) and weights of Gauss–Legendre quadrature with n points, by Newton's method on the Legendre polynomial (Numerical Recipes §4.6). */
export function legendre(n: number): ReadonlyArray<readonly [node: number, weight: number]> {
  return Array.from({ length: n }, (_, index) => {
    let z = Math.cos((Math.PI * (index + 0.75)) / (n + 0.5));
    for (let round = 0; round < 20; round += 1) z -= polynomial(n, z).value / polynomial(n, z).slope;
    const { slope } = polynomial(n, z);
    return [(1 - z) / 2, 1 / ((1 - z * z) * slope * slope)] as const;
  });
}

function polynomial(n: number, z: number): { value: number; slope: number } {
  let [before, value] = [0, 1];
  for (let j = 0; j < n; j += 1) [before, value] = [value, ((2 * j + 1) * z * value - j * before) / (j + 1)];
  return { value, slope: (n * (z * value - before)) / (z * z - 1) };
}
