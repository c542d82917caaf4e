/**
 * Core segment of a Transparency and Consent string, version 2 (IAB Tech Lab, "Consent string and vendor list formats v2", The Core
 * String). Only the fields of fixed length are read, which come first; vendors, restrictions and further segments are not ours to use.
 * A decoder of our own because @iabtcf/core throws on bad text and unfolds up to 65,535 vendors for every string at the door.
 */
export interface TcCore {
  /** Epoch ms, exact to 100 ms. */
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly cmpId: number;
  /** Purpose ids (1–24) with consent. */
  readonly consents: ReadonlySet<number>;
  /** Purpose ids (1–24) for which legitimate interest was disclosed and not objected to. */
  readonly legitimateInterests: ReadonlySet<number>;
  /** Purpose 1 was not put to the person, because the publisher's country does not ask for it. */
  readonly purposeOneNotAsked: boolean;
}

/** Bit positions and lengths, in the order of the specification. */
const fields = { version: [0, 6], created: [6, 36], updated: [42, 36], cmpId: [78, 12], consents: [152, 24], interests: [176, 24], purposeOneTreatment: [200, 1] } as const;
const fixedBits = 213;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const bitsPerLetter = 6;
const neededLetters = Math.ceil(fixedBits / bitsPerLetter);

/** Null where the text is not a readable string of version 2. Never throws. */
export function decodeTcCore(text: string): TcCore | null {
  const letters = Array.from(text.slice(0, neededLetters), (letter) => alphabet.indexOf(letter));
  if (letters.length < neededLetters || letters.includes(-1)) return null;
  const bits = letters.map((value) => value.toString(2).padStart(bitsPerLetter, '0')).join('');
  const number = ([from, length]: readonly [number, number]): number => Number.parseInt(bits.slice(from, from + length), 2);
  if (number(fields.version) !== 2) return null;
  return {
    createdMs: number(fields.created) * 100, updatedMs: number(fields.updated) * 100, cmpId: number(fields.cmpId),
    consents: idsIn(bits, fields.consents), legitimateInterests: idsIn(bits, fields.interests), purposeOneNotAsked: number(fields.purposeOneTreatment) === 1,
  };
}

const idsIn = (bits: string, [from, length]: readonly [number, number]): ReadonlySet<number> =>
  new Set(Array.from(bits.slice(from, from + length)).flatMap((bit, index) => (bit === '1' ? [index + 1] : [])));
