export * from './touch-words.ts';
export * from './touch-rule.ts';
export * from './touch.ts';
