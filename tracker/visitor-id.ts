import { keep, readKept } from './kept.ts';

export const idKey = 'hindcast-id';
const cookieSeconds = 31_536_000;

/** Random version-4 UUID. Pages without a secure context lack `randomUUID`; hostile ones may lack `crypto`. */
export function newId(): string {
  try {
    return crypto.randomUUID();
  } catch {
    return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => randomDigit().toString(16));
  }
}

function randomDigit(): number {
  try {
    return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 15;
  } catch {
    return Math.floor(Math.random() * 16);
  }
}

/** Where the id is kept once it may be: `storage`, or `cookie` for servers that read it, with a domain for several hosts. */
export interface IdPlace {
  readonly cookie: boolean;
  readonly domain: string;
}

export const keptId = ({ cookie }: IdPlace): string | null => (cookie ? cookieId() : readKept(idKey));

export function keepId(id: string | null, { cookie, domain }: IdPlace): void {
  if (!cookie) return keep(idKey, id);
  document.cookie = `${idKey}=${id ?? ''}; path=/; max-age=${id === null ? 0 : cookieSeconds}; samesite=lax${domain && `; domain=${domain}`}${location.protocol === 'https:' ? '; secure' : ''}`;
}

const cookieId = (): string | null => new RegExp(`(?:^|; )${idKey}=([\\w-]+)`).exec(document.cookie)?.[1] ?? null;
