export * from './wire-event.ts';
export * from './fates.ts';
