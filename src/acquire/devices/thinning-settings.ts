import { z } from 'zod';
import { Failure, type Thinning } from '../../model/index.ts';

const guide = 'See docs/guides/devices.md for the settings.';
export const wrongSetting = (what: string): Failure => new Failure('bad_request', what, guide);

export const wholeNumber = (least: number, most: number) => z.string().regex(/^\d{1,6}$/, 'must be a whole number').transform(Number).pipe(z.number().min(least).max(most));
export const wordsInText = z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''));

/** The settings of thinning as text, the same for every kind of source of devices. */
export const thinningTexts = {
  'thin.seconds': wholeNumber(1, 86_400).optional(),
  'thin.deadBand': z.string().regex(/^\d+(\.\d+)?$/, 'must be a number').transform(Number).optional(),
  'thin.keep': wordsInText.default([]),
};

type Read = z.output<z.ZodObject<typeof thinningTexts>>;

/** The rule that the settings say; null where everything is kept. Throws `Failure('bad_request')`. */
export function thinningOf(read: Read): Thinning | null {
  const seconds = read['thin.seconds'];
  if (seconds === undefined && (read['thin.deadBand'] !== undefined || read['thin.keep'].length > 0)) throw wrongSetting('thin.deadBand and thin.keep need thin.seconds.');
  return seconds === undefined ? null : { seconds, deadBand: read['thin.deadBand'] ?? null, keep: read['thin.keep'] };
}

/** Reads settings that are text, or says what is wrong with which. */
export function readTexts<T extends z.ZodType>(schema: T, settings: Readonly<Record<string, string>>): z.output<T> {
  const read = schema.safeParse(settings);
  if (read.success) return read.data;
  throw wrongSetting(read.error.issues.map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(': ')).join('; '));
}
