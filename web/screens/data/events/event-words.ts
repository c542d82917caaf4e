import type { Fate } from '../../../../src/model/index.ts';
import { dropReasons, eventWarnings, quarantineCodes } from '../../../../src/model/collect/fate-words.ts';

export const fateWords: Record<Fate, string> = { accepted: 'kept', dropped: 'dropped', quarantined: 'in quarantine', duplicate: 'repetition' };
export const fateTones: Record<Fate, string> = { accepted: 'won', dropped: '', quarantined: 'caution', duplicate: '' };

const reasonWords: Readonly<Record<string, string>> = { ...dropReasons, ...quarantineCodes };
/** A code in words; one that is not listed stays as it is. */
export const reasonText = (code: string): string => reasonWords[code] ?? code;
export const warningText = (code: keyof typeof eventWarnings): string => eventWarnings[code];
