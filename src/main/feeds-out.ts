import type { FetchFeed } from '../acquire/index.ts';
import { Failure } from '../model/index.ts';
import { checkAddress, fetchOut, type AddressRules } from '../net/index.ts';

/** How feeds are fetched: past the guard of addresses, within limits, under the product's own name. */
export interface FeedsOut {
  readonly fetchFeed: FetchFeed;
  /** Throws `Failure('bad_request')` for an address that may not be called. */
  check(address: string): Promise<void>;
}

const limits = { timeoutMs: 20_000, mostBytes: 10_000_000, mostUnpackedBytes: 10_000_000 };

export const feedsOut = (rules: AddressRules, version: string): FeedsOut => ({
  fetchFeed: async (address, headers) => {
    const answer = await fetchOut({ url: address, headers: { ...headers, 'user-agent': `Hindcast/${version} (feed reader)` } }, { ...rules, ...limits });
    return answer.kind === 'answered' ? { status: answer.status, headers: answer.headers, body: answer.body } : { reason: answer.detail };
  },
  check: async (address) => {
    const checked = await checkAddress(address, rules);
    if (checked.kind === 'refused') throw new Failure('bad_request', checked.detail, 'Give an address that everybody can reach, or have the host allowed by whoever runs this machine.');
  },
});
