/** Live sources: read since where they were left, imported like files. */
export { createLiveSource, findLiveSource, liveSourceOf, readCursors, removeLiveSource } from './book.ts';
export { performRun, type ImportBatch, type PerformRun } from './perform-run.ts';
export { endLeftRuns } from './runs.ts';
export { readHealth } from './read-health.ts';
export { wholeSource } from './source-kind.ts';
export { setSecrets } from './book.ts';
export { DeliveryKeeper, TooManyDeliveries } from './webhook/deliveries/delivery-keeper.ts';
export { takeDelivery, type HookDoor } from './webhook/deliveries/take-delivery.ts';
export { findDoor, openDoor } from './webhook/deliveries/find-door.ts';
export { fedSourcesDue, findFedSource, hookMapping, hookTotals, moveToTheEnd, readHookQuarantine, replayDeliveries, setHookMapping } from './webhook/deliveries/hooks-book.ts';
export { forgetDeliveries } from './webhook/deliveries/forget-deliveries.ts';
export { hookPreset, hookPresets } from './webhook/presets/index.ts';
