export * from './mention.ts';
export * from './watched.ts';
export * from './tone.ts';
