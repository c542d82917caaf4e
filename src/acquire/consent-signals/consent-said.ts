import { purposes, type Purpose } from '../../model/index.ts';

/** What signals say about our purposes. A purpose is refused or granted or neither, never both: refusing wins. */
export interface ConsentSaid {
  readonly refused: readonly Purpose[];
  readonly granted: readonly Purpose[];
  /** Each signal that was heard, with where it says so. Holds no personal data. */
  readonly because: readonly string[];
}

/** No signal was heard: the source's default basis counts. */
export const nothingSaid: ConsentSaid = Object.freeze({ refused: [], granted: [], because: [] });

/** Several signals as one: what any of them refuses is refused, purposes in the order of the model. */
export function strictest(said: readonly ConsentSaid[]): ConsentSaid {
  const heard = said.filter((one) => one.because.length > 0);
  if (heard.length === 0) return nothingSaid;
  const refused = purposes.filter((purpose) => heard.some((one) => one.refused.includes(purpose)));
  const granted = purposes.filter((purpose) => !refused.includes(purpose) && heard.some((one) => one.granted.includes(purpose)));
  return { refused, granted, because: heard.flatMap((one) => one.because) };
}
