import sjson from 'secure-json-parse';
import type { Profile, ProfileFormat } from '../../model/index.ts';
import { readProfile } from './profile-formats.ts';

/** One profile of a file, or why it is none. `line` is its line, or its place in a list, from 1. */
export type ProfileLine = { readonly kind: 'read'; readonly line: number; readonly profile: Profile } | { readonly kind: 'refused'; readonly line: number; readonly why: string };

/** Profiles of a text: one object, a list of objects, or an object a line. */
export function readProfiles(text: string, format: ProfileFormat): ProfileLine[] {
  const whole = parsed(text);
  if (Array.isArray(whole)) return whole.map((one, index) => lineOf(one, index + 1, format));
  if (whole !== undefined) return [lineOf(whole, 1, format)];
  return text.split('\n').flatMap((line, index): ProfileLine[] => {
    if (line.trim() === '') return [];
    const one = parsed(line);
    return [one === undefined ? { kind: 'refused', line: index + 1, why: 'not valid JSON' } : lineOf(one, index + 1, format)];
  });
}

function lineOf(given: unknown, line: number, format: ProfileFormat): ProfileLine {
  const read = readProfile(given, format);
  return read.kind === 'read' ? { kind: 'read', line, profile: read.profile } : { kind: 'refused', line, why: `${read.says}${read.path === '' ? '' : ` at ${read.path}`}` };
}

function parsed(text: string): unknown {
  try {
    return sjson.parse(text, { protoAction: 'remove', constructorAction: 'remove' });
  } catch {
    return undefined;
  }
}
