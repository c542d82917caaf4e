export * from './fate-words.ts';
export * from './wire-event.ts';
export * from './fates.ts';
export * from './device-rules.ts';
export * from './event-source.ts';
export * from './received-event.ts';
export * from './collection.ts';
