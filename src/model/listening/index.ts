export * from './mention.ts';
export * from './watched.ts';
export * from './tone.ts';
export * from './listening.ts';
export * from './followed.ts';
