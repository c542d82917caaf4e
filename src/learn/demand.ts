/** Throws a RangeError naming the first value that is not a finite number. */
export function demandFinite(what: string, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isFinite(values[index])) throw new RangeError(`${what}: value ${index} is ${String(values[index])}, not a finite number`);
  }
}

/** Beyond this, sums of squares of products could overflow. */
const largest = 1e60;

/** Throws a RangeError naming the first value that is not a finite number, or so large that sums of its squares could not be had. */
export function demandModerate(what: string, values: ArrayLike<number>): void {
  demandFinite(what, values);
  for (let index = 0; index < values.length; index += 1) {
    if (Math.abs(values[index] as number) > largest) throw new RangeError(`${what}: value ${index} is ${String(values[index])}, beyond ${largest}; choose another unit`);
  }
}

/** Throws a RangeError where a value is below zero or not finite. */
export function demandNotNegative(what: string, values: ArrayLike<number>): void {
  demandFinite(what, values);
  for (let index = 0; index < values.length; index += 1) {
    if ((values[index] as number) < 0) throw new RangeError(`${what}: value ${index} is ${String(values[index])}, below zero`);
  }
}

/** Throws a RangeError where there is nothing, or where two columns differ in length. */
export function demandRows(what: string, n: number, others: ReadonlyArray<ArrayLike<unknown>>): void {
  if (n === 0) throw new RangeError(`${what}: at least one row is needed`);
  for (const other of others) if (other.length !== n) throw new RangeError(`${what}: columns of ${n} and ${other.length} rows do not belong together`);
}

/** Throws a RangeError where an outcome is neither 0 nor 1. */
export function demandBinary(what: string, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] !== 0 && values[index] !== 1) throw new RangeError(`${what}: outcome ${index} is ${String(values[index])}, neither 0 nor 1`);
  }
}
