import { Thinner, arrivedMetrics } from '../../acquire/index.ts';
import type { EventSource, MetricRules, MetricsCollected } from '../../model/index.ts';
import type { Collectors } from '../collectors.ts';

export interface TakeMetricsParts {
  readonly collectors: Collectors;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Sources whose last readings are remembered for thinning. */
const mostSources = 1_000;

/** Takes metrics of OpenTelemetry for the sources of this process; each has its own memory of what was kept last. */
export class TakeMetrics {
  readonly #parts: TakeMetricsParts;
  readonly #thinners = new Map<string, Thinner>();

  constructor(parts: TakeMetricsParts) {
    this.#parts = parts;
  }

  /** Throws what the store throws: then nothing of the request counts, and it is to be sent again. */
  async take(document: () => unknown, { name, workspace }: EventSource, rules: MetricRules): Promise<MetricsCollected> {
    const { collectors, now, newId } = this.#parts;
    const thinner = this.#thinnerOf(`${workspace}/${name}`, rules);
    const arrived = arrivedMetrics(document(), rules, thinner, { source: name, receivedAt: now(), newId });
    if (arrived.kind === 'unreadable') return arrived;
    try {
      await (await collectors.of(workspace)).keepUnlessBusy(arrived.events);
    } catch (error) {
      thinner.forget(arrived.readings);
      throw error;
    }
    return { kind: 'settled', rejected: arrived.rejected, why: arrived.why };
  }

  #thinnerOf(source: string, { thin }: MetricRules): Thinner {
    const held = this.#thinners.get(source) ?? new Thinner(thin);
    if (!this.#thinners.has(source) && this.#thinners.size >= mostSources) this.#thinners.clear();
    this.#thinners.set(source, held);
    return held;
  }
}
