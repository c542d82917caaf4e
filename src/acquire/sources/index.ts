/** Live sources: read since where they were left, imported like files. */
export { createLiveSource, findLiveSource, liveSourceOf, readCursors, removeLiveSource } from './book.ts';
export { performRun, type ImportBatch, type PerformRun } from './perform-run.ts';
export { endLeftRuns, lastRuns } from './runs.ts';
export { readHealth } from './read-health.ts';
export { describeKinds } from './describe-kinds.ts';
export { refuseOutOfApp } from './refuse-out-of-app.ts';
export { requestRun } from './request-run.ts';
export { wholeSource } from './source-kind.ts';
export { previewSource } from './preview-source.ts';
export { mailboxWords, sayMailbox } from './mailboxes/mailbox-consent.ts';
export { setSecrets } from './book.ts';
export { openSecrets, sealSecrets } from './seal-secrets.ts';
export { DeliveryKeeper, TooManyDeliveries } from './webhook/deliveries/delivery-keeper.ts';
export { takeDelivery, type HookDoor } from './webhook/deliveries/take-delivery.ts';
export { findDoor, openDoor } from './webhook/deliveries/find-door.ts';
export { fedSourcesDue, findFedSource, hookMapping, hookTotals, moveToTheEnd, readHookQuarantine, replayDeliveries, setHookMapping } from './webhook/deliveries/hooks-book.ts';
export { forgetDeliveries } from './webhook/deliveries/forget-deliveries.ts';
export { hookPreset, hookPresets } from './webhook/presets/index.ts';
