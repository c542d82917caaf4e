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
  readonly #ready = new Map<string, Collector>();

  constructor(parts: CollectorsParts) {
    this.#parts = parts;
  }

  of(workspace: string): Promise<Collector> {
    const held = this.#open.get(workspace) ?? this.#opening(workspace);
    this.#open.set(workspace, held);
    return held;
  }

  /** Whether a workspace takes nothing at this moment; a guess from what happened last, without waiting for anything. */
  isFull(workspace: string): boolean {
    return this.#ready.get(workspace)?.isFull ?? false;
  }

  async #opening(workspace: string): Promise<Collector> {
    try {
      const collector = await Collector.open({ ...this.#parts, store: await this.#parts.store.workspace(workspace) });
      this.#ready.set(workspace, collector);
      return collector;
    } catch (error) {
      this.#open.delete(workspace);
      throw error;
    }
  }

  /** Lets go of a workspace that is removed. */
  async drop(workspace: string): Promise<void> {
    const held = await this.#open.get(workspace);
    this.#open.delete(workspace);
    this.#ready.delete(workspace);
    await held?.close();
  }

  async close(): Promise<void> {
    for (const workspace of this.#open.keys()) await this.drop(workspace);
  }
}
