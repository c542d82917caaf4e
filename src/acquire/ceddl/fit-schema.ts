import { z } from 'zod';
import { ceddlFieldNotes, securityField } from '../../model/index.ts';
import { fitNumber, fitText } from './fit-value.ts';
import { isFields, isRefusedName, plainValue, type Fields } from './plain-value.ts';
import type { Notes, Place } from './notes.ts';

type Schema = z.core.$ZodType;
const anything = z.unknown();

const within = (schema: Schema): Schema => (schema instanceof z.ZodOptional ? within(schema.unwrap()) : schema);
const aliasesOf = (schema: Schema): readonly string[] => ceddlFieldNotes.get(schema as z.ZodType)?.aliases ?? [];

/** Reserved names of an object, and which other names stand for them. */
interface Names {
  readonly shape: Readonly<Record<string, Schema>>;
  readonly byAlias: ReadonlyMap<string, string>;
  readonly byLetters: ReadonlySet<string>;
}
const namesKnown = new WeakMap<z.ZodObject, Names>();

function namesOf(schema: z.ZodObject): Names {
  const known = namesKnown.get(schema);
  if (known) return known;
  const { shape } = schema;
  const byAlias = new Map(Object.entries(shape).flatMap(([name, field]) => aliasesOf(field).map((alias) => [alias, name] as const)));
  const names = { shape, byAlias, byLetters: new Set(Object.keys(shape).map((name) => name.toLowerCase())) };
  namesKnown.set(schema, names);
  return names;
}

/** A value as its schema wants it, or undefined where it cannot be read as that: then it is among the misfits. */
export function fitSchema(given: Schema, value: unknown, place: Place, notes: Notes): unknown {
  const schema = within(given);
  if (value === null) return notes.misfit('null_value', place, value);
  if (schema instanceof z.ZodObject) return isFields(value) ? fitFields(schema, value, place, notes) : notes.misfit('type', place, plainValue(value, place, notes));
  if (schema instanceof z.ZodArray) return fitList(schema, value, place, notes);
  if (schema instanceof z.ZodNumber) return fitNumber(value, place, notes);
  return fitText(value, ceddlFieldNotes.get(schema as z.ZodType)?.format, place, notes);
}

function fitList(schema: z.ZodArray, value: unknown, place: Place, notes: Notes): unknown {
  if (Array.isArray(value)) return value.map((one, index) => fitSchema(schema.element, one, [...place, String(index)], notes)).filter((one) => one !== undefined);
  const holdsFields = within(schema.element) instanceof z.ZodObject;
  if (holdsFields ? !isFields(value) : typeof value !== 'string') return notes.misfit('type', place, plainValue(value, place, notes));
  notes.add('single', place);
  return [fitSchema(schema.element, value, [...place, '0'], notes)];
}

function fitFields(schema: z.ZodObject, value: Fields, place: Place, notes: Notes): Fields {
  const names = namesOf(schema);
  return Object.fromEntries(Object.keys(value).flatMap((given): Array<[string, unknown]> => {
    const read = fitField(names, value, given, place, notes);
    return read === undefined || read[1] === undefined ? [] : [read];
  }));
}

function fitField(names: Names, value: Fields, given: string, place: Place, notes: Notes): [string, unknown] | undefined {
  const here = [...place, given];
  if (isRefusedName(given)) return void notes.add('refused_name', here);
  if (given === securityField) return [given, plainValue(value[given], here, notes)];
  const name = reservedName(names, value, given, here, notes);
  if (name === null) return [given, plainValue(value[given], here, notes)];
  return [name, fitSchema(names.shape[name] as Schema, shapeOfAlias(given, value[given]), [...place, name], notes)];
}

/** The reserved name that a given name stands for; null for a name of the site's own. */
function reservedName({ shape, byAlias, byLetters }: Names, value: Fields, given: string, here: Place, notes: Notes): string | null {
  if (Object.hasOwn(shape, given)) return given;
  const name = byAlias.get(given);
  const isFree = name === undefined || Object.hasOwn(value, name);
  const isExtensionPoint = Object.keys(shape).length === 0;
  if (!isExtensionPoint) notes.add(name === undefined ? (byLetters.has(given.toLowerCase()) ? 'near_name' : 'extension') : isFree ? 'two_names' : 'alias', here);
  return isFree ? null : name;
}

/** Older drafts give the list of categories alone under `privacyAccessCategories`. */
const shapeOfAlias = (given: string, value: unknown): unknown => (given === 'privacyAccessCategories' && Array.isArray(value) ? { accessCategories: value } : value);

/** Mirrors name fields too: what they say of another name of a field they say of its reserved name as well. Where the two differ, nobody but Default may read. */
export function fitMirrors(given: Schema, value: unknown): unknown {
  const schema = within(given);
  if (Array.isArray(value)) return schema instanceof z.ZodArray ? value.map((one) => fitMirrors(schema.element, one)) : value;
  if (!isFields(value) || !(schema instanceof z.ZodObject)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, name === securityField ? fitMirror(schema, child) : fitMirrors(schema.shape[name] ?? anything, child)]));
}

function fitMirror(given: Schema, rule: unknown): unknown {
  const outer = within(given);
  const schema = outer instanceof z.ZodArray ? within(outer.element) : outer;
  if (!isFields(rule) || !(schema instanceof z.ZodObject)) return rule;
  const { byAlias, shape } = namesOf(schema);
  const fitted = new Map(Object.entries(rule).map(([name, one]) => [name, fitMirror(shape[byAlias.get(name) ?? name] ?? anything, one)]));
  for (const [alias, name] of byAlias) {
    if (fitted.has(alias)) fitted.set(name, !fitted.has(name) || JSON.stringify(fitted.get(name)) === JSON.stringify(fitted.get(alias)) ? fitted.get(alias) : '');
  }
  return Object.fromEntries(fitted);
}
