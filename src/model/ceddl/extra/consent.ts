import { z } from 'zod';
import { ceddlFree, ceddlTime } from '../field-notes.ts';

/** What a person allows or refuses. Not of the standard: a top-level object beside it. */
export const ceddlConsentSchema = z.looseObject({
  consentInfo: z.looseObject({
    /** For what: store, analyse, predict, personalise, contact, share, or a word of the site's own. */
    purpose: z.string().optional(),
    /** Where it holds: a site, a brand. */
    scope: z.string().optional(),
    /** granted, denied or revoked. */
    state: z.string().optional(),
    at: ceddlTime().optional(),
    expiresAt: ceddlTime().optional(),
    basis: z.string().optional(),
    /** What the person was shown, word for word. */
    wording: z.string().optional(),
    /** Where the person said it. */
    source: z.string().optional(),
  }).optional(),
  attributes: ceddlFree().optional(),
});
