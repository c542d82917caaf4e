import { z } from 'zod';

/** What is known of a field beyond its type. */
export interface FieldNote {
  /** Other names under which writers in the wild give it; the transcriptions of the standard disagree on some. */
  readonly aliases?: readonly string[];
  readonly format?: 'time' | 'currency';
}
/** Notes on schemas of fields: a schema that has a note is used in one place only. */
export const ceddlFieldNotes = z.registry<FieldNote>();

function noted<S extends z.ZodType>(schema: S, note: FieldNote): S {
  ceddlFieldNotes.add(schema, note as z.core.$replace<FieldNote, S>);
  return schema;
}

/** A field that is also read under other names. */
export const alsoNamed = <S extends z.ZodType>(schema: S, ...aliases: readonly string[]): S => noted(schema, { aliases });
/** Date fields may be text or a `Date`, which JSON writes as text. */
export const ceddlTime = (): z.ZodString => noted(z.string(), { format: 'time' });
/** RECOMMENDED to be a code of ISO 4217. */
export const ceddlCurrency = (): z.ZodString => noted(z.string(), { format: 'currency' });
/** An object whose names are all free: the standard's extension point. */
export const ceddlFree = () => z.looseObject({});
export const ceddlTexts = () => z.array(z.string());
