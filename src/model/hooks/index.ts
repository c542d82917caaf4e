export * from './mapping.ts';
export * from './webhooks-in.ts';
