/** Throws a `RangeError` that says what is wrong with n × k numbers and the class (0 to k − 1) that came of each row. */
export function checkClasses(table: Float64Array, classes: ArrayLike<number>, k: number): void {
  if (!(Number.isInteger(k) && k >= 2)) throw new RangeError(`There are at least two classes, not ${k}`);
  if (classes.length === 0) throw new RangeError('Calibration needs at least one row');
  if (table.length !== classes.length * k) throw new RangeError(`${table.length} numbers are not ${classes.length} rows of ${k} classes`);
  for (let row = 0; row < classes.length; row += 1) {
    const came = classes[row] as number;
    if (!(Number.isInteger(came) && came >= 0 && came < k)) throw new RangeError(`Row ${row}: its class is ${came}, not a whole number from 0 to ${k - 1}`);
  }
}

/** Throws a `RangeError` that names the first row whose chances are not in [0, 1] or do not sum to 1 within 1e-6. */
export function checkChances(chances: Float64Array, k: number): void {
  for (let row = 0; row * k < chances.length; row += 1) {
    let sum = 0;
    for (let c = 0; c < k; c += 1) {
      const chance = chances[row * k + c] as number;
      if (!(chance >= 0 && chance <= 1 + 1e-9)) throw new RangeError(`Row ${row}: the chance of class ${c} is ${chance}, not between 0 and 1`);
      sum += chance;
    }
    if (Math.abs(sum - 1) > 1e-6) throw new RangeError(`Row ${row}: its chances sum to ${sum}, not to 1`);
  }
}

/** One row of a table. */
export const rowOf = (table: Float64Array, row: number, k: number): Float64Array => table.subarray(row * k, (row + 1) * k);
