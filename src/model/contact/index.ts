export * from './contact-rules.ts';
export * from './cap-words.ts';
export * from './dial.ts';
export * from './may-contact.ts';
export type * from './caps.ts';
