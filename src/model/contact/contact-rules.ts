import { z } from 'zod';

/** How a person is reached. */
export const contactChannels = ['mail', 'phone', 'message', 'post', 'link'] as const;
/** What a contact is about: an offer or a purchase, news and invitations, or a question that the person is asked. */
export const contactSubjects = ['sales', 'marketing', 'research'] as const;
/** How much contact a person wants, the least first. */
export const dialLevels = ['quiet', 'normal', 'eager'] as const;

export const contactChannelSchema = z.enum(contactChannels);
export const contactSubjectSchema = z.enum(contactSubjects);
export const dialLevelSchema = z.enum(dialLevels);
export type ContactChannel = z.infer<typeof contactChannelSchema>;
export type ContactSubject = z.infer<typeof contactSubjectSchema>;
export type DialLevel = z.infer<typeof dialLevelSchema>;

/** Lengths of the windows in which contacts are counted, in ms. Windows roll: a day is any 24 hours. */
export const capWindowsMs = { day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000 } as const;

const capSchema = z.object({
  channel: z.union([contactChannelSchema, z.literal('any')]).default('any'), about: z.union([contactSubjectSchema, z.literal('any')]).default('any'),
  per: z.enum(['day', 'week', 'month']), most: z.number().int().min(0).max(1000),
});
export type ContactCap = z.infer<typeof capSchema>;

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'A time such as 18:00');

/** What one level of the dial allows. Quiet hours are of the person's own clock; none where both times are the same. */
const levelRulesSchema = z.object({
  caps: z.array(capSchema).max(50), minGapMinutes: z.number().int().min(0).max(60 * 24 * 60),
  quietFrom: clock, quietTo: clock, weekdaysOnly: z.boolean(),
});
export type LevelRules = z.infer<typeof levelRulesSchema>;

export const timeZoneSchema = z.string().max(60).refine(isTimeZone, 'A time zone such as Europe/Berlin');

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How often people may be contacted in this workspace, by the level of their dial. */
export const contactRulesSchema = z.object({
  /** The level until the person says another. */
  usual: dialLevelSchema,
  /** The time zone of people who named none. */
  timeZone: timeZoneSchema,
  quiet: levelRulesSchema, normal: levelRulesSchema, eager: levelRulesSchema,
});
export type ContactRules = z.infer<typeof contactRulesSchema>;

export const contactRulesChangeSchema = contactRulesSchema.partial();
export type ContactRulesChange = z.input<typeof contactRulesChangeSchema>;

export const versionedContactRulesSchema = z.object({ version: z.number().int().min(1), rules: contactRulesSchema, at: z.string().nullable(), by: z.string().nullable() });
export type VersionedContactRules = z.infer<typeof versionedContactRulesSchema>;

const any = (per: ContactCap['per'], most: number): ContactCap => ({ channel: 'any', about: 'any', per, most });

/** Rules until somebody sets others. */
export const houseContactRules: ContactRules = {
  usual: 'normal', timeZone: 'UTC',
  quiet: { caps: [any('week', 1), any('month', 2)], minGapMinutes: 3 * 24 * 60, quietFrom: '17:00', quietTo: '09:00', weekdaysOnly: true },
  normal: { caps: [any('day', 1), any('week', 3), { channel: 'any', about: 'marketing', per: 'week', most: 1 }, any('month', 8)], minGapMinutes: 20 * 60, quietFrom: '18:00', quietTo: '08:00', weekdaysOnly: true },
  eager: { caps: [any('day', 2), any('week', 7), any('month', 20)], minGapMinutes: 120, quietFrom: '21:00', quietTo: '07:00', weekdaysOnly: false },
};
