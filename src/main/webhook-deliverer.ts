import { deliverNext, forgetOldMessages, tellRecorded } from '../act/index.ts';
import type { House } from './house.ts';
import { webhookPartsOf } from './house-webhooks.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'analyst' | 'now' | 'newId' | 'log'>;

const everyMs = 2_000;
const hourMs = 3_600_000;

/** Tells other systems what happened, while the worker runs. Each endpoint has a run of its own: one that hangs holds up no other. */
export class WebhookDeliverer {
  readonly #parts: Parts;
  readonly #runs = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  readonly #lookedAt = new Map<string, number>();
  #forgotAt = 0;
  readonly #closing = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => { this.#ticking ??= this.tick().finally(() => { this.#ticking = undefined; }); }, everyMs).unref();
  }

  /** Looks once through all workspaces, and starts what is due. */
  async tick(): Promise<void> {
    const { store, now, log } = this.#parts;
    const forgets = now() - this.#forgotAt > hourMs;
    if (forgets) this.#forgotAt = now();
    try {
      for (const { name } of await store.workspaces()) await this.#tickOf(name, forgets);
    } catch (error) {
      log(`Webhooks wait: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #tickOf(name: string, forgets: boolean): Promise<void> {
    const workspace = await this.#parts.store.workspace(name);
    const endpoints = await workspace.state.selectFrom('webhook_endpoints').selectAll().where('disabled_at', 'is', null).execute();
    if (endpoints.length === 0) return;
    const parts = { ...await webhookPartsOf({ house: this.#parts, store: workspace }), signal: this.#closing.signal };
    await tellRecorded({ ...parts, facts: workspace.facts, closings: () => this.#parts.analyst.closings(name), due: (what, everyMs) => this.#isDue(`${name}/${what}`, everyMs) });
    if (forgets) await forgetOldMessages(parts);
    for (const endpoint of endpoints.filter(({ id }) => !this.#runs.has(id))) {
      const run = async (): Promise<void> => { while (!this.#closing.signal.aborted && (await deliverNext(parts, endpoint)) === 'delivered'); };
      this.#runs.set(endpoint.id, run().catch((error: Error) => this.#parts.log(`A webhook waits: ${error.message}`)).finally(() => this.#runs.delete(endpoint.id)));
    }
  }

  #isDue(what: string, everyMs: number): boolean {
    if (this.#parts.now() - (this.#lookedAt.get(what) ?? -Infinity) < everyMs) return false;
    this.#lookedAt.set(what, this.#parts.now());
    return true;
  }

  /** Starts nothing more, and cuts short what is under way: it is sent again later. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    await this.#ticking;
    await Promise.all(this.#runs.values());
  }
}
