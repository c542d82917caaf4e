/** An account that a visit may have come from. It is about the session alone: it makes nobody a member, joins no people and is gone after a while. */
export interface SessionSuggestion {
  readonly session: string;
  readonly account: string;
  readonly reason: 'work address in a form' | 'network';
  readonly weight: number;
  readonly knownAt: number;
  /** From then on it says nothing, UTC milliseconds. */
  readonly expiresAt: number;
}

/** What a session showed: domains of the network it came from, where somebody who may look them up has, and of an address typed into a form. */
export interface SessionEvidence {
  readonly session: string;
  readonly at: number;
  /** Own registrable domain of the network's owner; '' where it is a provider, or was not looked up. */
  readonly networkDomain: string;
  /** Own registrable domain of a work address; '' where none was given. */
  readonly formDomain: string;
}

/** Networks change hands, and people change networks. */
const networkLastsMs = 30 * 86_400_000;
const formLastsMs = 365 * 86_400_000;

/** The account that a session suggests: an address outranks a network. None where the domain is of no account or of several. */
export function suggestAccount({ session, at, networkDomain, formDomain }: SessionEvidence, accountsOn: (domain: string) => readonly string[]): SessionSuggestion | null {
  const isForm = formDomain !== '';
  const domain = isForm ? formDomain : networkDomain;
  const [account, ...others] = domain === '' ? [] : accountsOn(domain);
  if (account === undefined || others.length > 0) return null;
  return isForm
    ? { session, account, reason: 'work address in a form', weight: 8, knownAt: at, expiresAt: at + formLastsMs }
    : { session, account, reason: 'network', weight: 1, knownAt: at, expiresAt: at + networkLastsMs };
}
