import { buildTouches, countTouches, readTouches, setTouchRule, timelineEntry, touchRule } from '../acquire/index.ts';
import { Failure, nameOfPrincipal, touchFilterSchema, type Principal, type TimelineEntry, type Touch, type TouchCounts, type TouchFilter, type TouchRuleChange, type Touches, type VersionedRule } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';

const mostOnTimeline = 200;

export interface HouseTouchesOptions {
  readonly house: Pick<House, 'now'>;
  readonly store: WorkspaceStore;
  /** Takes visitors of websites for the people whose address or number they gave, as far as events were received by now. */
  readonly joinVisitors: () => Promise<void>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** A workspace's touches, brought up to date before each answer. */
export class HouseTouches implements Touches {
  readonly #o: HouseTouchesOptions;

  constructor(options: HouseTouchesOptions) {
    this.#o = options;
  }

  async list(given: TouchFilter): Promise<Touch[]> {
    const filter = touchFilterSchema.safeParse(given);
    if (!filter.success) throw new Failure('bad_request', filter.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'See "hindcast touches --help".');
    await this.upToDate();
    return readTouches(this.#o.store, filter.data);
  }

  async counts(): Promise<TouchCounts> {
    await this.upToDate();
    return countTouches(this.#o.store);
  }

  /** Touches of an account for a timeline, as they are known, or as they were known on a date; between two instants where they are given. */
  async ofAccount(account: string, { asOf, from, to }: { readonly asOf?: string | undefined; readonly from?: number | null; readonly to?: number | null }): Promise<TimelineEntry[]> {
    await this.upToDate();
    const touches = await readTouches(this.#o.store, { account, last: mostOnTimeline, ...(asOf === undefined ? {} : { asOf: asOf.slice(0, 10) }) });
    return touches.filter(({ firstAt }) => Date.parse(firstAt) >= (from ?? 0) && Date.parse(firstAt) <= (to ?? Infinity)).map(timelineEntry);
  }

  /** What a person did on websites, newest first. */
  async ofPerson(person: string): Promise<TimelineEntry[]> {
    await this.upToDate();
    return (await readTouches(this.#o.store, { person, last: mostOnTimeline })).map(timelineEntry);
  }

  rule = (): Promise<VersionedRule> => touchRule(this.#o.store.state);

  async setRule(change: TouchRuleChange, by: Principal): Promise<VersionedRule> {
    const rule = await setTouchRule(this.#o.store.state, change, nameOfPrincipal(by), this.#o.house.now());
    await this.#o.audit(by, 'rule of touches changed', `version ${rule.version}`);
    return rule;
  }

  async upToDate(): Promise<void> {
    await this.#o.joinVisitors();
    await buildTouches(this.#o.store, this.#o.house.now());
  }
}
