import { Collector } from '../acquire/index.ts';
import type { Store } from '../store/index.ts';

export interface CollectorsParts {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: (line: string) => void;
}

/** The collectors of this process: one for each workspace that events came for. */
export class Collectors {
  readonly #parts: CollectorsParts;
  readonly #open = new Map<string, Promise<Collector>>();

  constructor(parts: CollectorsParts) {
    this.#parts = parts;
  }

  of(workspace: string): Promise<Collector> {
    const held = this.#open.get(workspace) ?? this.#opening(workspace);
    this.#open.set(workspace, held);
    return held;
  }

  async #opening(workspace: string): Promise<Collector> {
    try {
      return await Collector.open({ ...this.#parts, store: await this.#parts.store.workspace(workspace) });
    } catch (error) {
      this.#open.delete(workspace);
      throw error;
    }
  }

  /** Lets go of a workspace that is removed. */
  async drop(workspace: string): Promise<void> {
    const held = await this.#open.get(workspace);
    this.#open.delete(workspace);
    await held?.close();
  }

  async close(): Promise<void> {
    for (const workspace of this.#open.keys()) await this.drop(workspace);
  }
}
