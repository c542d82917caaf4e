import { purposes, type Purpose } from '../../model/index.ts';
import { nothingSaid, type ConsentSaid } from './consent-said.ts';
import { decodeTcCore, type TcCore } from './tc-string.ts';

/**
 * Purposes of the IAB Europe TCF Policies, Appendix A, and what they come to here. Several of theirs stand for one of ours; one of
 * them refused is enough to refuse ours. `contact` has no counterpart, so a TC string never grants it.
 */
const tcPurposes: ReadonlyMap<number, readonly Purpose[]> = new Map([
  [1, ['store']], // store and/or access information on a device
  [2, ['personalise']], // use limited data to select advertising
  [3, ['personalise', 'share']], // create profiles for personalised advertising
  [4, ['personalise', 'share']], // use profiles to select personalised advertising
  [5, ['personalise']], // create profiles to personalise content
  [6, ['personalise']], // use profiles to select personalised content
  [7, ['analyse']], // measure advertising performance
  [8, ['analyse']], // measure content performance
  [9, ['analyse']], // understand audiences through statistics or combinations of data
  [10, ['predict']], // develop and improve services
  [11, ['personalise']], // use limited data to select content
]);

/** Since TCF 2.2 these may not rest on legitimate interest; 1 never could. */
const consentOnly = new Set([1, 3, 4, 5, 6]);
const longestString = 10_000;

/** Reads a TC string as one more statement of the person. Text that is not one says nothing. */
export function readTcString(text: unknown): ConsentSaid {
  if (typeof text !== 'string' || text.length > longestString) return nothingSaid;
  const core = decodeTcCore(text);
  return core === null ? nothingSaid : sayOf(core);
}

function sayOf(core: TcCore): ConsentSaid {
  const asked = [...tcPurposes].filter(([id]) => !(id === 1 && core.purposeOneNotAsked));
  const idsOf = (purpose: Purpose) => asked.filter(([, ours]) => ours.includes(purpose)).map(([id]) => id);
  const refused = purposes.filter((purpose) => idsOf(purpose).some((id) => isRefused(core, id)));
  const granted = purposes.filter((purpose) => idsOf(purpose).length > 0 && idsOf(purpose).every((id) => core.consents.has(id)));
  const list = [...core.consents].filter((id) => tcPurposes.has(id)).join(', ') || 'none';
  return { refused, granted, because: [`a TC string of ${dayOf(core.updatedMs)} (IAB TCF, CMP ${core.cmpId}) with consent to its purposes ${list}`] };
}

const isRefused = (core: TcCore, id: number): boolean => !core.consents.has(id) && (consentOnly.has(id) || !core.legitimateInterests.has(id));
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
