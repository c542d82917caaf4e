import { digitalDataSchema, type CeddlReport, type DigitalData } from '../../model/index.ts';
import { beyondBounds, type BeyondBounds } from './bound-object.ts';
import { checkSense } from './check-sense.ts';
import { fitMirrors, fitSchema } from './fit-schema.ts';
import { Notes, type Misfit } from './notes.ts';
import { isFields, type Fields } from './plain-value.ts';

export interface CeddlRead {
  readonly kind: 'read';
  /** The object by its reserved names, each value of its type; names of the site's own as they were. */
  readonly data: DigitalData;
  /** Values of another type than their field has. */
  readonly misfits: readonly Misfit[];
  readonly report: CeddlReport;
}

export interface CeddlRefused {
  readonly kind: 'refused';
  readonly why: 'not_an_object' | BeyondBounds;
}

/** Reads what a site keeps in `digitalData`, whoever wrote it, and says about it what the standard says. */
export function readCeddl(given: unknown): CeddlRead | CeddlRefused {
  if (!isFields(given)) return { kind: 'refused', why: 'not_an_object' };
  const beyond = beyondBounds(given);
  if (beyond !== null) return { kind: 'refused', why: beyond };
  const notes = new Notes();
  const data = fitMirrors(digitalDataSchema, fitSchema(digitalDataSchema, given, [], notes)) as DigitalData;
  checkSense(data, notes);
  return { kind: 'read', data, misfits: notes.misfits, report: notes.report() };
}

/** The object as it would be written: by reserved names, with what could not be read where it was. */
export function writeCeddl({ data, misfits }: Pick<CeddlRead, 'data' | 'misfits'>): Fields {
  const whole = structuredClone(data) as Record<string, unknown>;
  for (const { place, value } of misfits) putBack(whole, place, value);
  return whole;
}

/** Misfits are in the order of the object: positions in a list are right again once those before are back. */
function putBack(whole: Record<string, unknown>, place: readonly string[], value: unknown): void {
  const parent = place.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], whole);
  const name = place.at(-1) as string;
  if (Array.isArray(parent)) parent.splice(Number(name), 0, value);
  else (parent as Record<string, unknown>)[name] = value;
}
