import type { Company } from '../company.ts';

/** A file as downloaded at a moment: header and rows of text cells. */
export interface ExportTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: () => Generator<readonly string[]>;
}

export const date = (at: number): string => new Date(at).toISOString().slice(0, 10);
export const time = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
export const repName = (company: Company, rep: number): string => company.reps[rep]?.name ?? '';
