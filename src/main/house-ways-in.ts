import { crmGuides, daysShown, keepCost, listWays, readCosts } from '../acquire/index.ts';
import { wantedSources } from '../history/index.ts';
import { Failure, nameOfPrincipal, sourceCostInputSchema, type Principal, type SourceCostInput, type WayIn, type WaysIn, type WaysInAnswer, type Workspace } from '../model/index.ts';
import { eventVolume, mentionVolume, recordVolume, type WorkspaceStore } from '../store/index.ts';

export interface HouseWaysInOptions {
  readonly store: WorkspaceStore;
  readonly now: () => number;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
  readonly workspace: Pick<Workspace, 'events' | 'live' | 'listening' | 'folders' | 'coverage'>;
}

/** Every way by which something comes into one workspace. */
export class HouseWaysIn implements WaysIn {
  readonly #o: HouseWaysInOptions;

  constructor(options: HouseWaysInOptions) {
    this.#o = options;
  }

  async overview(): Promise<WaysInAnswer> {
    const { workspace, now } = this.#o;
    const [ways, coverage, kinds] = await Promise.all([this.#ways(), workspace.coverage({}), workspace.live.kinds()]);
    const heldBy = (way: WayIn['way']): number => ways.reduce((sum, one) => sum + (one.way === way ? one.held : 0), 0);
    const names = new Set(['files', 'events', 'feeds', ...kinds.map(({ kind }) => kind)]);
    return { ways, days: daysShown(now()), wanted: wantedSources({ tables: coverage.tables, events: heldBy('events'), mentions: heldBy('feed'), ways: names }, crmGuides) };
  }

  async setCost(given: SourceCostInput, by: Principal): Promise<void> {
    const input = sourceCostInputSchema.parse(given);
    if (!(await this.#ways()).some(({ way, name }) => way === input.way && name === input.name)) throw new Failure('not_found', `There is no source "${input.name}".`, 'Choose one under Data, Sources.');
    await keepCost(this.#o.store.state, input, { by: nameOfPrincipal(by), now: this.#o.now() });
    await this.#o.audit(by, input.cost === null ? 'cost of a source taken back' : 'cost of a source set', input.name);
  }

  async #ways(): Promise<WayIn[]> {
    const { store: { facts, state }, now, workspace } = this.#o;
    const since = Date.parse(daysShown(now())[0] ?? '');
    const [events, totals, live, followed, folders, records, ofEvents, mentions, costs] = await Promise.all([
      workspace.events.sources(), workspace.events.totals(), workspace.live.health(), workspace.listening.followed(), workspace.folders.list(), recordVolume(facts, since), eventVolume(facts, since), mentionVolume(facts, since), readCosts(state),
    ]);
    return listWays({ events, totals, live, followed, folders, records, eventVolume: ofEvents, mentions, costs, now: now() });
  }
}
