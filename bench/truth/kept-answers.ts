import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SimulateOptions } from '../../src/market/index.ts';

/**
 * Answers of companies on disk, so that a run that was stopped goes on where it was, and one bench may use what another asked.
 * They are those of the code that asked them: empty the folder after any change.
 */
export class KeptAnswers {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** Null where this company was not asked about this yet. */
  read<T>(about: string, options: SimulateOptions): T | null {
    const file = this.#pathOf(about, options);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : null;
  }

  /** Whole or not at all. */
  write(about: string, options: SimulateOptions, answers: unknown): void {
    const file = this.#pathOf(about, options);
    writeFileSync(`${file}.part`, JSON.stringify(answers));
    renameSync(`${file}.part`, file);
  }

  #pathOf(about: string, { seed, noise }: SimulateOptions): string {
    return path.join(this.#folder, `${about}-${noise ?? 'normal'}-${seed}.json`);
  }
}
