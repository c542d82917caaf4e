import type { Confirmation } from '../../../src/model/index.ts';

type Value = Confirmation['answer'][string];

/** A typed text in the type of the answer it replaces: lists by commas, numbers as numbers (else unchanged), nothing as null. */
export function typed(text: string, was: Value): Value {
  if (Array.isArray(was)) return text.split(',').map((part) => part.trim()).filter(Boolean);
  if (typeof was === 'number') return Number.isFinite(Number(text)) && text.trim() !== '' ? Number(text) : was;
  return text.trim() === '' ? null : text.trim();
}
