import type { Chance } from '../chance.ts';
import { Draw } from '../contacts/draw.ts';
import { misdialled, slipped } from '../contacts/slips.ts';

const slipShares = [0.35, 0.2, 0.2, 0.15, 0, 0.1] as const;
const drawOf = (chance: Chance): Draw => new Draw().start(chance.whole(0, 2 ** 30), 1, chance.whole(0, 2 ** 30));

export interface Typed { readonly text: string; readonly slips: number }

/** As it comes from the keyboard, with a slip at this rate. */
export function typed(chance: Chance, text: string, slipRate: number): Typed {
  if (!chance.happens(slipRate)) return { text, slips: 0 };
  const written = slipped(text, slipShares, drawOf(chance));
  return { text: written, slips: written === text ? 0 : 1 };
}

export function dialled(chance: Chance, text: string, slipRate: number): Typed {
  if (!chance.happens(slipRate)) return { text, slips: 0 };
  const written = misdialled(text, drawOf(chance));
  return { text: written, slips: written === text ? 0 : 1 };
}

/** The part before the @ may be mistyped; the domain is picked from a list more often than typed. */
export function typedAddress(chance: Chance, address: string, slipRate: number): Typed {
  const at = address.indexOf('@');
  const local = typed(chance, address.slice(0, at), slipRate);
  const text = `${local.text}${address.slice(at)}`;
  return { text: chance.happens(0.03) ? text.toUpperCase() : text, slips: local.slips };
}

export const inCapitals = (chance: Chance, text: string, rate: number): string => (chance.happens(rate) ? text.toUpperCase() : text);
