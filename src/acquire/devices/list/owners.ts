import type { ListedDevice } from '../../../model/index.ts';

/** Whose a reading is, and who says so. */
export interface Owner {
  readonly account: string | null;
  readonly product: string | null;
  readonly from: 'list' | 'messages' | 'nobody';
  /** The list says another account than the message. */
  readonly isOverruled: boolean;
}

/**
 * Whose a device is on a day: the last line of the list that began by then counts, before what the message says. What the list does not say, and days before
 * its first line, messages say.
 */
export class Owners {
  readonly #lines: ReadonlyMap<string, readonly ListedDevice[]>;

  constructor(list: readonly ListedDevice[]) {
    this.#lines = Map.groupBy([...list].sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)), ({ device }) => device);
  }

  /** `day` is such as 2026-11-28; what the message says is null or empty where it says nothing. */
  of(device: string, day: string, said: { readonly account: string | null; readonly product: string | null }): Owner {
    const line = this.#lines.get(device)?.findLast(({ since }) => (since ?? '') <= day);
    const own = { account: said.account || null, product: said.product || null };
    const product = line === undefined || line.product === null ? own.product : line.product || null;
    if (line === undefined || line.account === null) return { account: own.account, product, from: own.account === null ? 'nobody' : 'messages', isOverruled: false };
    return { account: line.account || null, product, from: 'list', isOverruled: own.account !== null && own.account !== line.account };
  }
}
