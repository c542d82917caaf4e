import { sql, type Kysely } from 'kysely';
import type { Purpose } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import type { VisitorNode } from './visitor-ids.ts';

export interface Standing {
  readonly refused: ReadonlySet<string>;
  readonly granted: ReadonlySet<string>;
  /** The stamp that its events last carried. */
  readonly stamp: string | null;
}

/** What visitors' ids refuse and grant now: a copy of the state's table, brought up to date by what is new in it. */
export class Standings {
  readonly #held = new Map<string, Standing>();
  #sequence = -1;

  /** Must be called while no word on consent can be taken, else a word may be missed. */
  async refresh(state: Kysely<WorkspaceTables>): Promise<void> {
    const { rows } = await sql<{ node: string; refused: string[]; granted: string[]; stamp: string | null; sequence: string }>`
      SELECT node, refused, granted, stamp, sequence FROM visitor_standings WHERE sequence > ${this.#sequence} ORDER BY sequence`.execute(state);
    for (const { node, refused, granted, stamp, sequence } of rows) {
      this.#held.set(node, { refused: new Set(refused), granted: new Set(granted), stamp });
      this.#sequence = Number(sequence);
    }
  }

  of(node: VisitorNode): Standing | undefined {
    return this.#held.get(node);
  }

  refuses(nodes: readonly VisitorNode[], purpose: Purpose): boolean {
    return nodes.some((node) => this.#held.get(node)?.refused.has(purpose));
  }

  /** Every one of the ids grants it. */
  grants(nodes: readonly VisitorNode[], purpose: Purpose): boolean {
    return nodes.length > 0 && nodes.every((node) => this.#held.get(node)?.granted.has(purpose));
  }
}
