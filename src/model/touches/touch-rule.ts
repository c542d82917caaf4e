import { z } from 'zod';
import { touchKinds, type TouchKind } from './touch-words.ts';

export const touchKindNames = Object.keys(touchKinds) as [TouchKind, ...TouchKind[]];
export const touchKindSchema = z.enum(touchKindNames);
const declaredKindSchema = touchKindSchema.exclude(['visit']);

const name = z.string().trim().min(1).max(200);
const host = z.string().trim().toLowerCase().regex(/^[a-z0-9.-]{1,253}(?::\d{1,5})?$/, 'A host such as staging.example.com');

/** An event that counts by itself. `foldMinutes`: the same again within it is the same touch; 1440 makes it one a day. */
const declaredEventSchema = z.object({ name, kind: declaredKindSchema, foldMinutes: z.number().int().min(0).max(1440) });
export type DeclaredEvent = z.infer<typeof declaredEventSchema>;

/**
 * How events become touches. It is data: whoever changes it makes a new version, and all touches are made anew by it. Names of
 * events are compared without regard to upper and lower case. A day is a day of UTC.
 */
export const touchRuleSchema = z.object({
  /** Pages that follow each other within so many minutes are one visit. */
  visitGapMinutes: z.number().int().min(1).max(240),
  /** A visit of one page that shows no further sign for so many seconds is a bounce, unless it is known who it is. 0: none is. */
  bounceSeconds: z.number().int().min(0).max(600),
  events: z.array(declaredEventSchema).max(500)
    .refine((events) => new Set(events.map((event) => event.name.toLowerCase())).size === events.length, 'Each name of an event once'),
  /** Events that only say that a page is still open. */
  pings: z.array(name).max(100),
  /** Domains of the company's own e-mail addresses. */
  ownDomains: z.array(host).max(100),
  /** Sites that are not public. */
  testHosts: z.array(host).max(100),
  /** How many of a kind count for one visitor in one day; further ones are kept with their reason. */
  dailyCaps: z.partialRecord(touchKindSchema, z.number().int().min(1).max(1000)),
  /** Sites whose visitors come from a search or a network. */
  searchHosts: z.array(host).max(200),
  socialHosts: z.array(host).max(200),
});
export type TouchRule = z.infer<typeof touchRuleSchema>;

/** A rule with its version. The first is the house's own. */
export const versionedRuleSchema = z.object({ version: z.number().int().min(1), rule: touchRuleSchema, at: z.string().nullable(), by: z.string().nullable() });
export type VersionedRule = z.infer<typeof versionedRuleSchema>;

const named = (kind: DeclaredEvent['kind'], foldMinutes: number, names: readonly string[]): DeclaredEvent[] => names.map((one) => ({ name: one, kind, foldMinutes }));

/** The rule until somebody sets another. Names are those of Segment's specification and of widespread tools. */
export const houseTouchRule: TouchRule = {
  visitGapMinutes: 30,
  bounceSeconds: 5,
  events: [
    ...named('form', 10, ['Form Submitted', 'Form Submit', 'Contact Requested', 'Demo Requested', 'Quote Requested', 'Lead Submitted', 'Callback Requested', 'Newsletter Subscribed']),
    ...named('trial', 1440, ['Trial Started', 'Signed Up', 'Account Created']),
    ...named('download', 60, ['Document Downloaded', 'File Downloaded', 'Download', 'Whitepaper Downloaded', 'Price List Downloaded']),
    ...named('usage', 1440, ['Signed In', 'Product Used', 'Feature Used', 'Session Started', 'Application Opened']),
    ...named('mail_answer', 10, ['Email Replied', 'Email Answered']),
    ...named('attendance', 1440, ['Event Attended', 'Webinar Attended', 'Booth Visited']),
    ...named('ad', 60, ['Ad Clicked', 'Campaign Clicked', 'Email Link Clicked']),
    ...named('conversation', 10, ['Chat Started', 'Live Chat Conversation Started', 'Call Held', 'Meeting Held']),
  ],
  pings: ['Page Ping', 'Heartbeat', 'Page Left', 'Scroll Depth', 'Scrolled'],
  ownDomains: [],
  testHosts: ['localhost', '127.0.0.1'],
  dailyCaps: { visit: 10, form: 5, download: 10, ad: 3, conversation: 5 },
  searchHosts: ['google', 'bing', 'duckduckgo', 'ecosia', 'qwant', 'startpage', 'yahoo', 'baidu', 'yandex'],
  socialHosts: ['linkedin', 'lnkd', 'xing', 'facebook', 'instagram', 't.co', 'twitter', 'x.com', 'youtube', 'reddit', 'mastodon', 'bsky'],
};

export const touchRuleChangeSchema = touchRuleSchema.partial();
export type TouchRuleChange = z.input<typeof touchRuleChangeSchema>;
