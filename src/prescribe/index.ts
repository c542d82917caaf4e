/** The public face of prescribe: what to do next, why, at what stake, and with which comparison. */
export { actionsFor, policy, type ActionOptions } from './actions-for.ts';
export { asSaid } from './as-said.ts';
export { experimentFamily } from './experiment-family.ts';
export { experimentOf, followedDays, type ExperimentInput } from './experiment.ts';
export { firstWords, followAccounts, type Assignment } from './follow-accounts.ts';
export { assignHoldOut, type Cluster, type HoldOutOptions } from './hold-out.ts';
export { clusterOf, comparisonOf, holdOutAssignments, usualHeldShare } from './comparison.ts';
export { monthsNeeded, subjectsNeeded } from './power.ts';
export { csvOfActions, emailOfActions } from './write-actions.ts';
export { delayAnswer, type DelayAnswerInput } from './delay/delay-answer.ts';
export { newestHold, type Hold } from './delay/urgency.ts';
