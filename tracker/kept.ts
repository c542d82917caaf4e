import type { Categories } from './public-types.ts';

/** What our dialog keeps in the browser: the answer, either way, because a No must be remembered too. It holds no id. */
export interface KeptChoice {
  readonly categories: Categories;
  readonly wordingVersion: string;
  /** When the dialog asks again, epoch ms. */
  readonly until: number;
}

export const choiceKey = 'hindcast-consent';

/** Storage may be blocked, full or missing: then nothing is kept. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    return;
  }
}

/** The choice that is still in force, if any. */
export function keptChoice(now: number): KeptChoice | null {
  try {
    const choice = JSON.parse(readKept(choiceKey) ?? 'null') as KeptChoice | null;
    return choice && choice.until > now && typeof choice.categories === 'object' ? choice : null;
  } catch {
    return null;
  }
}
