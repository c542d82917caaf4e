/** Statistics and learning that have never heard of sales. Pure, seeded; plain data in, plain data out. */
export { benjaminiHochberg } from './benjamini-hochberg.ts';
export { boundedMean, type Bounded, type BoundedMean } from './bounded-mean.ts';
export { krippendorffAlpha } from './krippendorff-alpha.ts';
export { differenceSoFar, subjectsToSee, type Difference, type Randomised, type SequenceOptions } from './confidence-sequence.ts';
export { fitLogistic, linear, logistic, type LogisticFit, type LogisticOptions } from './logistic.ts';
export { normalCdf, normalQuantile, quantileAboveZero, twoSidedP } from './normal.ts';
export { median, quantile, quantileOfSorted } from './quantile.ts';
export { normalDraw, randomStream, shuffled, type RandomStream } from './random.ts';
export { addRanges, exactly, multiplyRanges, scaleRange, subtractRanges, type Range } from './ranges.ts';
export { rankCorrelation } from './rank-correlation.ts';
export { auc, brier, calibrationError, expectedCalibrationError, logLoss, logLossOf } from './scores.ts';
export { shrink, type Shrunk } from './shrinkage.ts';
export { shrinkTwoGroups, type ShrunkOrZero } from './two-groups.ts';
export { wilsonInterval } from './wilson.ts';
