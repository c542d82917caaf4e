import { hostOf, isAllowed, portOf } from './allowed-hosts.ts';
import { resolveHost } from './resolve-host.ts';
import type { AddressRules, Refused } from './rules.ts';

const longestAddress = 2_048;

export interface CheckedAddress {
  readonly kind: 'ok';
  /** As the WHATWG URL standard reads it: save `url.href`, never the text that was typed. */
  readonly url: URL;
}

/** Judges a web address at the moment somebody saves it. The same rules hold again at every sending. */
export async function checkAddress(text: string, rules: AddressRules): Promise<CheckedAddress | Refused> {
  const read = readAddress(text, rules);
  if (read.kind === 'refused') return read;
  const found = await resolveHost(hostOf(read.url), portOf(read.url), rules);
  return found.kind === 'refused' ? found : read;
}

/** What can be said of an address without asking for its host. Odd spellings of IP addresses become plain ones here. */
export function readAddress(text: string, rules: AddressRules): CheckedAddress | Refused {
  if (text.length > longestAddress || !URL.canParse(text)) return refused('unreadable', 'This is not a web address that can be read.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('scheme', 'Only addresses with https:// can be called.');
  if (url.username !== '' || url.password !== '') return refused('credentials', 'An address may not hold a user name or a password.');
  const bare = url.protocol === 'http:' && !rules.allowHttp && !isAllowed(hostOf(url), portOf(url), rules.allowHosts ?? []);
  return bare ? refused('not_encrypted', `${hostOf(url)} would be called without encryption. Use https://, or allow http in the settings.`) : { kind: 'ok', url };
}

const refused = (reason: Refused['reason'], detail: string): Refused => ({ kind: 'refused', reason, detail });
