import { z } from 'zod';
import { settleGoverned } from '../ceddl/cut.ts';
import { securityField, securityRuleSchema } from '../ceddl/security.ts';

/** A name that neither programs nor rules of access take for their own. */
const nameSchema = z.string().refine((name) => name !== '__proto__', 'this name is refused');
const plainName = nameSchema.refine((name) => name !== securityField, `"${securityField}" holds rules`);

/** Free names and values. The field `security`, here and in every object beneath, says who may read which of them (CEDDL 1.0, 6.11); rules are kept beside what they govern. */
const governedSchema = z.record(nameSchema, z.json())
  .refine((fields) => !Object.hasOwn(fields, securityField) || securityRuleSchema.safeParse(fields[securityField]).success, 'a rule is a text, a list of texts, or an object that mirrors its parent')
  .transform((fields) => (Object.keys(fields).every((name) => name === securityField) ? {} : (settleGoverned(fields) as typeof fields)));

const text = z.string().nullable().default(null);

export const profileConsentSchema = z.strictObject({
  /** One of our purposes, or a word of another system. */
  purpose: z.string().min(1),
  /** Where it holds; empty for everywhere. */
  scope: z.string().default(''),
  state: z.enum(['granted', 'denied', 'revoked']),
  at: text,
  expiresAt: text,
  basis: text,
  /** What the person was shown or said, word for word. */
  wording: text,
  source: text,
});
export type ProfileConsent = z.infer<typeof profileConsentSchema>;

export const profileAccountSchema = z.strictObject({
  id: z.string().min(1), name: text, role: text, since: text, until: text,
  traits: governedSchema.default({}),
});

/** By which a consent is found among those of a profile: "scope/type", as OASIS CDP has it. */
export const consentKey = ({ scope, purpose }: Pick<ProfileConsent, 'scope' | 'purpose'>): string => `${scope}/${purpose}`;

/**
 * What is known of a person, as it travels between systems. Each exchange format holds all of it: what has no place of its own there
 * goes into the format's extension point.
 */
export const profileSchema = z.strictObject({
  id: z.string().min(1),
  /** Every id by which systems know the person. */
  ids: z.array(z.strictObject({ kind: z.string(), source: text, value: z.string() })).default([]),
  /** Name, address of mail, and so on, by the names of the Segment specification where it has one. */
  traits: governedSchema.default({}),
  /** Postal addresses, by CEDDL's names: line1, line2, city, stateProvince, postalCode, country, and others. */
  addresses: z.array(governedSchema).default([]),
  social: governedSchema.default({}),
  /** Groups that the person was put into; true, or which one. */
  segments: governedSchema.default({}),
  scores: z.record(plainName, z.number().int()).default({}),
  consents: z.array(profileConsentSchema).default([]).refine((all) => new Set(all.map(consentKey)).size === all.length, 'one consent a scope and purpose'),
  accounts: z.array(profileAccountSchema).default([]),
  /** Attributes of the site's own. */
  custom: governedSchema.default({}),
});
export type Profile = z.infer<typeof profileSchema>;

export const profileFormats = ['ceddl', 'oasis', 'segment', 'json'] as const;
export const profileFormatSchema = z.enum(profileFormats);
export type ProfileFormat = z.infer<typeof profileFormatSchema>;
