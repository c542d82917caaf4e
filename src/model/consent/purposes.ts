import { z } from 'zod';

/** What a person's data may be used for. The last three act on the person. */
export const purposes = ['store', 'analyse', 'predict', 'personalise', 'contact', 'share'] as const;
export const purposeSchema = z.enum(purposes);
export type Purpose = z.infer<typeof purposeSchema>;

/** Purposes that a source may have by default; the others need a grant. */
export const readPurposes = ['store', 'analyse', 'predict'] as const satisfies readonly Purpose[];
export type ReadPurpose = (typeof readPurposes)[number];
export const needsGrant = (purpose: Purpose): boolean => !readPurposes.some((read) => read === purpose);

/** A purpose rests on others: what may not be stored may not be analysed, and so on. */
const restsOn: Readonly<Record<Purpose, readonly Purpose[]>> = {
  store: ['store'],
  analyse: ['store', 'analyse'],
  predict: ['store', 'analyse', 'predict'],
  personalise: ['store', 'analyse', 'personalise'],
  contact: ['store', 'contact'],
  share: ['store', 'share'],
};
export const foundations = (purpose: Purpose): readonly Purpose[] => restsOn[purpose];

/** What each purpose means, in words for the person and for whoever asks. */
export const purposeMeanings: Readonly<Record<Purpose, string>> = {
  store: 'keep the records, export and back them up',
  analyse: 'show them on screens and count them in analysis',
  predict: 'use them in models and forecasts',
  personalise: 'fit content and offers to the person',
  contact: 'write to the person or send a link',
  share: 'pass them on to others',
};
