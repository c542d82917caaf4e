import type { FetchFeed } from '../acquire/index.ts';
import { Failure, type WorkspaceSettings } from '../model/index.ts';
import { checkAddress, fetchOut } from '../net/index.ts';
import type { Configuration } from './configuration.ts';
import { packageVersion } from './package-version.ts';

/** How feeds are fetched: past the guard of addresses, within limits, under the product's own name. */
export interface FeedsOut {
  readonly fetchFeed: FetchFeed;
  /** Throws `Failure('bad_request')` for an address that may not be called. */
  check(address: string): Promise<void>;
}

const limits = { timeoutMs: 20_000, mostBytes: 10_000_000, mostUnpackedBytes: 10_000_000 };

export function feedsOut({ allowHosts }: Pick<Configuration, 'allowHosts'>, { allowHttp }: Pick<WorkspaceSettings, 'allowHttp'>): FeedsOut {
  const rules = { allowHosts, allowHttp };
  return {
    fetchFeed: async (address, headers) => {
      const answer = await fetchOut({ url: address, headers: { ...headers, 'user-agent': `Hindcast/${packageVersion()} (feed reader)` } }, { ...rules, ...limits });
      return answer.kind === 'answered' ? { status: answer.status, headers: answer.headers, body: answer.body } : { reason: answer.detail };
    },
    check: async (address) => {
      const checked = await checkAddress(address, rules);
      if (checked.kind === 'refused') throw new Failure('bad_request', checked.detail, 'Give an address that everybody can reach, or have the host allowed by whoever runs this machine.');
    },
  };
}
