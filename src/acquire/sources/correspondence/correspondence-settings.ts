import { z } from 'zod';
import { endOfDay } from '../../../model/index.ts';

const list = (text: string): string[] => text.split(',').map((one) => one.trim().toLowerCase()).filter((one) => one !== '');
const dayMs = 86_400_000;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Settings that mail boxes and calendars share. */
export const correspondenceSettings = {
  /** Address of the person whose mail box or calendar it is. */
  owner: z.string().trim().toLowerCase().max(320).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be a mail address'),
  /** Own domains, with commas; that of the owner where none is given. */
  domains: z.string().transform(list).default([]),
  /** Addresses and domains that are left out. */
  exclude: z.string().transform(list).default([]),
  /** `keep` takes what is with nobody known, by its domain alone. */
  unknown: z.enum(['leave', 'keep']).default('leave'),
  /** `keep` takes subjects; the owner must have consented to that. */
  subjects: z.enum(['leave', 'keep']).default('leave'),
  /** First day that is read; a year before the run unless given. */
  since: z.string().refine(isDay, 'must be a day such as 2026-01-31').optional(),
};

const schema = z.object(correspondenceSettings);
export type CorrespondenceSettings = z.output<typeof schema>;

/** Start of what is read, epoch ms. */
export const startOf = ({ since }: Pick<CorrespondenceSettings, 'since'>, now: number): number => (since === undefined ? now - 365 * dayMs : endOfDay(since) + 1 - dayMs);
