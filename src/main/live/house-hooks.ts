import { findFedSource, hookMapping, hookPreset, hookPresets, hookTotals, openDoor, replayDeliveries, setHookMapping } from '../../acquire/index.ts';
import { nameOfPrincipal, type HookMapping, type HooksIn, type HookTotals, type KeptMapping, type Principal } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import type { House } from '../house.ts';

export interface HouseHooksOptions {
  readonly house: Pick<House, 'now'>;
  readonly store: WorkspaceStore;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** Where deliveries for a source of a workspace go. */
export const hookPath = (workspace: string, token: string): string => `/v1/hooks/${workspace}/${token}`;

/** The sources of one workspace that are fed by signed webhooks. */
export class HouseHooks implements HooksIn {
  readonly #o: HouseHooksOptions;

  constructor(options: HouseHooksOptions) {
    this.#o = options;
  }

  async renewAddress(source: string, by: Principal): Promise<{ path: string }> {
    const { state, name } = this.#o.store;
    await findFedSource(state, source);
    const token = await openDoor(state, source);
    await this.#o.audit(by, 'address for webhooks made', source);
    return { path: hookPath(name, token) };
  }

  totals = (): Promise<HookTotals[]> => hookTotals(this.#o.store.state);
  mapping = (source: string) => hookMapping(this.#o.store.state, source);
  presets = hookPresets;
  preset = (name: string): HookMapping => hookPreset(name);

  async setMapping(source: string, mapping: unknown, by: Principal): Promise<KeptMapping> {
    const kept = await setHookMapping(this.#o.store.state, source, mapping, { now: this.#o.house.now(), by: nameOfPrincipal(by) });
    await this.#o.audit(by, `mapping of webhooks set, version ${kept.version}`, source);
    return kept;
  }

  async replay(source: string, which: { readonly id?: string; readonly payload?: string }, by: Principal): Promise<number> {
    const waiting = await replayDeliveries(this.#o.store.state, source, which);
    await this.#o.audit(by, `deliveries replayed: ${waiting}`, source);
    return waiting;
  }
}
