import { useNavigate, useSearch } from '@tanstack/react-router';

/** Everything a screen remembers is in the address, so that a link shows another person the same thing. */
export interface AddressState {
  /** Date of knowledge, ISO. */
  on?: string;
  /** `team:North~owner:Ann~type:Renewal`. */
  scope?: string;
  /** Workspace. */
  w?: string;
  search?: string;
  stage?: string;
  sign?: string;
  status?: string;
  quarter?: string;
  leak?: string;
  ids?: string;
  owner?: string;
  since?: string;
  week?: string;
  sort?: string;
  tab?: string;
  /** The number whose drawer is open. */
  number?: string;
  statement?: string;
  industry?: string;
  /** What events are looked for by. */
  message?: string;
  person?: string;
  event?: string;
  source?: string;
  fate?: string;
  code?: string;
  touch?: string;
  /** How far up accounts are added. */
  up?: string;
}

const keys = ['on', 'scope', 'w', 'search', 'stage', 'sign', 'status', 'quarter', 'leak', 'ids', 'owner', 'since', 'week', 'sort', 'tab', 'number', 'statement', 'industry', 'message', 'person', 'event', 'source', 'fate', 'code', 'touch', 'up'] as const satisfies ReadonlyArray<keyof AddressState>;
/** What stays in the address from screen to screen. */
export const keptKeys = ['on', 'scope', 'w'] as const;

/** Keeps what is known and not empty; anything else in an address is ignored. */
export function readAddress(raw: Record<string, unknown>): AddressState {
  const entries = keys.flatMap((key) => (!Object.hasOwn(raw, key) || raw[key] === undefined || raw[key] === null || raw[key] === '' ? [] : [[key, String(raw[key])]]));
  return Object.fromEntries(entries) as AddressState;
}

export const parseQuery = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

export function writeQuery(state: Record<string, unknown>): string {
  const text = new URLSearchParams(Object.entries(readAddress(state)) as [string, string][]).toString();
  return text ? `?${text}` : '';
}

export const useAddress = (): AddressState => useSearch({ strict: false }) as AddressState;

export type AddressChange = { readonly [K in keyof AddressState]?: string | undefined };

/** Changes part of the address and stays on the screen; undefined removes a part. */
export function useChangeAddress(): (change: AddressChange, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return (change, options) => {
    void navigate({ to: '.', search: ((before: AddressState) => readAddress({ ...before, ...change })) as never, replace: options?.replace ?? false, resetScroll: false });
  };
}

export interface ScopeParts { team?: string; owner?: string; dealType?: string }
const scopeNames = { team: 'team', owner: 'owner', dealType: 'type' } as const;

export function scopeOf(text: string | undefined): ScopeParts {
  const pairs = new Map((text ?? '').split('~').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]));
  const named = Object.entries(scopeNames).flatMap(([key, name]) => (pairs.get(name) ? [[key, pairs.get(name)]] : []));
  return Object.fromEntries(named) as ScopeParts;
}

export function scopeText(parts: ScopeParts): string | undefined {
  const text = (Object.keys(scopeNames) as Array<keyof ScopeParts>).flatMap((key) => (parts[key] ? [`${scopeNames[key]}:${parts[key]}`] : [])).join('~');
  return text || undefined;
}
