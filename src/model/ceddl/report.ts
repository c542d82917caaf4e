import { z } from 'zod';

/** What is looked at in a `digitalData`: a closed list. "MUST", "SHOULD" and "RECOMMENDED" are the standard's own words. */
export const ceddlRules = {
  type: 'An object that is present must use the reserved names with their types. Kept as it is, and read as nothing.',
  text_number: 'A number as text: read as the number.',
  number_text: 'A number where a text is meant: read as the text.',
  single: 'One object where a list is meant: read as a list of one.',
  null_value: 'Empty (null): read as absent.',
  alias: 'A name that is known in the wild, read under its reserved name.',
  two_names: 'A field under two names: the reserved one counts, the other is kept as an extension.',
  near_name: 'Differs from a reserved name in capital letters alone: kept as an extension.',
  extension: 'A name of the site\'s own, kept as it is.',
  refused_name: 'A name that programs could take for their own: left out.',
  event_name: 'An event MUST have an eventName. It is kept, and is no event here.',
  time: 'A date must be a text or a Date. This text cannot be read as one: kept as it is.',
  currency: 'A currency is RECOMMENDED to be a code of ISO 4217.',
  default_category: 'A category Default MUST be among the access categories. Default may read everything all the same.',
  category_name: 'An access category needs a name: without one nobody is in it.',
  unknown_category: 'No access category has this name: nobody but Default may read what it governs.',
  security_shape: 'A rule must be a text, a list of texts, or an object that mirrors its parent: nobody but Default may read what it governs.',
  version: 'Read as version 1.0 of the standard, the only one.',
} as const;
export const ceddlRuleSchema = z.enum(Object.keys(ceddlRules) as [CeddlRule, ...CeddlRule[]]);
export type CeddlRule = keyof typeof ceddlRules;

export const ceddlSeverities = ['error', 'warning', 'alias', 'extension'] as const;

export const ceddlFindingSchema = z.object({
  /** JSON Pointer (RFC 6901) into what was given. */
  path: z.string(),
  rule: ceddlRuleSchema,
  severity: z.enum(ceddlSeverities),
});
export type CeddlFinding = z.infer<typeof ceddlFindingSchema>;

export const ceddlReportSchema = z.object({
  findings: z.array(ceddlFindingSchema),
  /** Findings beyond those listed. */
  more: z.number().int(),
});
export type CeddlReport = z.infer<typeof ceddlReportSchema>;

const severityOf: Partial<Record<CeddlRule, CeddlFinding['severity']>> = {
  type: 'error', event_name: 'error', default_category: 'error', category_name: 'error', security_shape: 'error', refused_name: 'error', alias: 'alias', extension: 'extension',
};
export const ceddlSeverityOf = (rule: CeddlRule): CeddlFinding['severity'] => severityOf[rule] ?? 'warning';
