// AssemblyScript, compiled by scripts/build-kernel.ts into ../kernel-bytes.ts. Every function's first argument is the calling
// thread's own scratch memory; all others are places in the one memory, counts and numbers. Nothing is kept between calls.
export { sumHistogram, addHistogram, subtractHistogram, screenCuts } from './histogram';
export { divideRows, joinRows, markRows, markDivided, addLeaves } from './rows';
export { deriveLogistic, deriveSquared, largestResidual } from './gradients';
export { sortKnown, cutSorted, binColumn, packRows } from './bins';
