import { z } from 'zod';
import { capWindowsMs, contactChannelSchema, contactSubjectSchema, type ContactCap, type LevelRules } from './contact-rules.ts';
import { endOfQuiet } from './quiet-hours.ts';

export const contactWishSchema = z.object({
  channel: contactChannelSchema, about: contactSubjectSchema,
  /** When it would be; now unless given. */
  at: z.iso.datetime().optional(),
  /** True where the contact is made now and counts; false to ask only. */
  book: z.boolean().default(false),
});
export type ContactWish = z.input<typeof contactWishSchema>;

/** Why a contact has to wait, or is not wanted. */
export const contactRefusals = {
  consent: 'the person does not allow to be contacted',
  cap: 'there were as many contacts as this person is to have in such a time',
  gap: 'the last contact is too short a time ago',
  quiet_hours: 'it is not a time for it where the person is',
} as const;

export const contactDecisionSchema = z.object({
  allowed: z.boolean(),
  reason: z.enum(['consent', 'cap', 'gap', 'quiet_hours']).nullable(),
  why: z.string(),
  /** The earliest moment at which it would be allowed if nothing else happened; null where it never is. */
  next: z.string().nullable(),
});
export type ContactDecision = z.infer<typeof contactDecisionSchema>;

/** A contact that was made. `at` in epoch ms. */
export interface ContactMade { readonly channel: string; readonly about: string; readonly at: number }

export interface Limits {
  readonly rules: LevelRules;
  readonly timeZone: string;
  readonly made: readonly ContactMade[];
}

interface Hindrance { readonly reason: 'cap' | 'gap' | 'quiet_hours'; readonly why: string; readonly until: number }

const mostSteps = 5_000;
/** Whoever gets these looks at them when they like, so they have no quiet hours. */
const waitsToBeOpened: ReadonlySet<string> = new Set(['post', 'link']);

/**
 * Whether a person may be contacted at a moment, by the rules of their level. With it, no window of a cap holds more than the cap
 * allows, wherever the window begins and whichever contact was booked first; so it may be asked of the past and the future too.
 */
export function mayContact(limits: Limits, wish: { readonly channel: string; readonly about: string; readonly at: number }): ContactDecision {
  const first = hindrance(limits, wish);
  if (first === null) return { allowed: true, reason: null, why: 'within what the person wants', next: null };
  return { allowed: false, reason: first.reason, why: first.why, next: nextTime(limits, wish, first) };
}

function nextTime(limits: Limits, wish: { readonly channel: string; readonly about: string; readonly at: number }, first: Hindrance): string | null {
  let found: Hindrance | null = first;
  for (let steps = 0; found !== null && steps < mostSteps; steps += 1) {
    if (!Number.isFinite(found.until)) return null;
    const at = found.until;
    found = hindrance(limits, { ...wish, at });
    if (found === null) return new Date(at).toISOString();
  }
  return null;
}

function hindrance({ rules, timeZone, made }: Limits, { channel, about, at }: { readonly channel: string; readonly about: string; readonly at: number }): Hindrance | null {
  for (const cap of rules.caps) {
    if (!matches(cap, { channel, about })) continue;
    const until = capUntil(cap, made.filter((one) => matches(cap, one)).map((one) => one.at), at);
    if (until !== null) return { reason: 'cap', until, why: `${contactRefusals.cap}: ${cap.most} a ${cap.per}${cap.channel === 'any' ? '' : ` by ${cap.channel}`}${cap.about === 'any' ? '' : ` about ${cap.about}`}` };
  }
  const gapMs = rules.minGapMinutes * 60_000;
  const near = made.filter((one) => Math.abs(one.at - at) < gapMs).map((one) => one.at);
  if (near.length > 0) return { reason: 'gap', until: Math.max(...near) + gapMs, why: contactRefusals.gap };
  if (waitsToBeOpened.has(channel)) return null;
  const until = endOfQuiet(rules, timeZone, at);
  return until === at ? null : { reason: 'quiet_hours', until, why: contactRefusals.quiet_hours };
}

const matches = (cap: ContactCap, one: { readonly channel: string; readonly about: string }): boolean => (cap.channel === 'any' || cap.channel === one.channel) && (cap.about === 'any' || cap.about === one.about);

/** Null where one more at this moment leaves every window within the cap; else the end of the first window that it would overfill. */
function capUntil({ per, most }: ContactCap, made: readonly number[], at: number): number | null {
  if (most === 0) return Infinity;
  const span = capWindowsMs[per];
  const times = [...made.filter((one) => Math.abs(one - at) < span), at].sort((a, b) => a - b);
  for (let from = 0; from + most < times.length; from += 1) {
    const [begin, end] = [times[from] as number, times[from + most] as number];
    if (end - begin < span && begin <= at && at <= end) return begin + span;
  }
  return null;
}
