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

/** What a use gives the person, and what it risks for them: said wherever the person decides about it. */
export const purposeEffects: Readonly<Record<Purpose, { readonly gives: string; readonly risks: string }>> = {
  store: { gives: 'You are recognised: nobody asks you twice, and what was agreed is remembered.', risks: 'Whoever gets into the company\'s systems, allowed or not, could read it.' },
  analyse: { gives: 'Long waits and needless contact are noticed, and then can be put right.', risks: 'Those who work there see when you were in contact with them, and draw conclusions that may be wrong.' },
  predict: { gives: 'Inquiries and offers that matter are answered sooner.', risks: 'A forecast can be wrong about your company, and you may then get less attention than you want.' },
  personalise: { gives: 'You are shown what fits your work, and less of the rest.', risks: 'You may not be shown something that you would have wanted to see.' },
  contact: { gives: 'You hear of what concerns you, and can be asked what you think.', risks: 'You get messages that you may not want.' },
  share: { gives: 'A partner who is to help you need not ask you for everything again.', risks: 'Others hold your data then, and calling it back depends on them too.' },
};
