export * from './purposes.ts';
export * from './ledger.ts';
export * from './allowed.ts';
export * from './proof.ts';
