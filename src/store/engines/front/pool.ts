import type { EngineConnection } from './native-engine.ts';

/** Connections handed out one statement at a time, first come, first served. */
export class ConnectionPool {
  readonly #idle: EngineConnection[];
  readonly #waiting: Array<(connection: EngineConnection) => void> = [];

  constructor(connections: readonly EngineConnection[]) {
    this.#idle = [...connections];
  }

  /** Runs `work` on a connection that nobody else uses meanwhile. */
  async with<T>(work: (connection: EngineConnection) => Promise<T>): Promise<T> {
    const connection = await this.#acquire();
    try {
      return await work(connection);
    } finally {
      this.#release(connection);
    }
  }

  async #acquire(): Promise<EngineConnection> {
    return this.#idle.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(connection: EngineConnection): void {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#idle.push(connection);
  }
}
