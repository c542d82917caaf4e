export * from './cut.ts';
export * from './digital-data.ts';
export * from './field-notes.ts';
export * from './report.ts';
export * from './security.ts';
export * from './ways-out.ts';
export * from './ceddl-load.ts';
