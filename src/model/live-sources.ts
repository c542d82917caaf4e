import { z } from 'zod';
import type { Principal } from './access.ts';
import { timeZoneSchema } from './contact/contact-rules.ts';
import { receiptSchema } from './answers/imports.ts';
import type { MailboxWord, MailboxWordInput } from './mailboxes.ts';
import { sourceNameSchema } from './source-terms.ts';
import type { LiveKind } from './ways-in.ts';

/** What a live source is read with. */
export const liveSourceKinds = ['singer', 'airbyte', 'postgres', 'mysql', 'mariadb', 'sftp', 'ics', 'caldav', 'imap', 'webhook', 'salesforce', 'hubspot'] as const;
export const liveSourceKindSchema = z.enum(liveSourceKinds);
export type LiveSourceKind = (typeof liveSourceKinds)[number];

const settingName = z.string().regex(/^[A-Za-z]\P{Cc}{0,300}$/u, 'a name that begins with a letter');

/** Each day at a time of day, as the clocks of a zone show it. */
export const dailySchema = z.object({ at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 06:30'), zone: timeZoneSchema });
export type Daily = z.infer<typeof dailySchema>;

const isOneSchedule = ({ everyMinutes, daily }: { everyMinutes?: number | null | undefined; daily?: Daily | null | undefined }): boolean => (everyMinutes ?? null) === null || (daily ?? null) === null;
const twoSchedules = { path: ['daily'], message: 'either after so many minutes or daily' };

/** A live source as an admin describes it. Secrets are write-only: no answer ever holds them. */
export const liveSourceInputSchema = z.object({
  name: sourceNameSchema,
  kind: liveSourceKindSchema,
  settings: z.record(settingName, z.string().max(1_000_000)).default({}),
  secrets: z.record(settingName, z.string().max(1_000_000)).default({}),
  /** Read every so many minutes; null where it is read only when asked. */
  everyMinutes: z.number().int().min(1).max(43_200).nullable().default(null),
  /** Read each day at this time, in place of that. */
  daily: dailySchema.nullable().default(null),
}).refine(isOneSchedule, twoSchedules);
export type LiveSourceInput = z.input<typeof liveSourceInputSchema>;

export const liveSourceSchema = z.object({
  name: sourceNameSchema,
  kind: liveSourceKindSchema,
  settings: z.record(z.string(), z.string()),
  /** Names of the secrets that are set. */
  secrets: z.array(z.string()),
  /** They were sealed on another machine and have to be given again. */
  secretsLost: z.boolean(),
  everyMinutes: z.number().int().nullable(),
  daily: dailySchema.nullable(),
  createdAt: z.string(),
});
export type LiveSource = z.infer<typeof liveSourceSchema>;

/** `address`: where deliveries are to be sent, a path of this server that is shown this once; null where nothing is delivered. */
export type CreatedLiveSource = LiveSource & { readonly address: string | null };

/** A change of a live source: what is not given stays. */
export const liveSourceChangeSchema = z.object({
  /** New settings by name; null takes one away. */
  settings: z.record(settingName, z.string().max(1_000_000).nullable()).default({}),
  /** Secrets that are given anew; null takes one away, and those that are not named are kept. */
  secrets: z.record(settingName, z.string().max(1_000_000).nullable()).default({}),
  everyMinutes: z.number().int().min(1).max(43_200).nullable().optional(),
  daily: dailySchema.nullable().optional(),
  /** What holds where the new settings may read something else: it is the same and goes on where it was left, or everything is read anew. `ask` refuses and says so. */
  reading: z.enum(['ask', 'goes_on', 'anew']).default('ask'),
}).refine(isOneSchedule, twoSchedules);
export type LiveSourceChange = z.input<typeof liveSourceChangeSchema>;

/** `beginsAnew`: where it was left was forgotten. */
export const changedLiveSourceSchema = liveSourceSchema.extend({ beginsAnew: z.boolean() });
export type ChangedLiveSource = z.infer<typeof changedLiveSourceSchema>;

/** One import that a run made: its receipt says what became of every record. */
export const sourceBatchSchema = z.object({ importId: z.string(), receipt: receiptSchema });

export const sourceRunSchema = z.object({
  id: z.string(),
  source: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  stage: z.string(),
  /** Records that came, that were new or changed, and that could not be taken. */
  records: z.number().int(),
  taken: z.number().int(),
  rejected: z.number().int(),
  /** Imports made by this run; each is listed, can be looked at and undone like any other. */
  imports: z.array(z.string()),
  error: z.string().nullable(),
  todo: z.string().nullable(),
  /** What the source said and what was noticed, last lines. */
  notes: z.array(z.string()),
});
export type SourceRun = z.infer<typeof sourceRunSchema>;

export const sourceHealthSchema = z.object({
  source: liveSourceSchema,
  /** `late` where the last success is older than two of its intervals and a half. */
  state: z.enum(['never read', 'running', 'healthy', 'late', 'failing']),
  lastSuccessAt: z.string().nullable(),
  /** Minutes since the last success; null where there was none. */
  lagMinutes: z.number().nullable(),
  /** Records of the last successful run, and of all runs. */
  lastRecords: z.number().int().nullable(),
  records: z.number().int(),
  errorsInARow: z.number().int(),
  nextTryAt: z.string().nullable(),
  error: z.string().nullable(),
  todo: z.string().nullable(),
  lastRun: sourceRunSchema.nullable(),
  /** Streams with a saved mapping, and the kind that each became. */
  streams: z.array(z.object({ stream: z.string(), kind: z.string().nullable(), cursorAt: z.string().nullable() })),
});
export type SourceHealth = z.infer<typeof sourceHealthSchema>;

/** What a run would take, before anything is stored. Counts alone. */
export const sourcePreviewSchema = z.object({
  source: z.string(),
  /** Records by stream; the kind where the source tells it. */
  streams: z.array(z.object({ stream: z.string(), kind: z.string().nullable(), records: z.number().int() })),
  problems: z.number().int(),
  notes: z.array(z.string()),
});
export type SourcePreview = z.infer<typeof sourcePreviewSchema>;

export interface SourceRunOptions {
  /** Forgets cursors and mappings first, so that everything is read and recognised again. */
  readonly full?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (stage: string, done: number, total: number | null) => void;
}

/** A stream of messages that somebody else started and pipes in. */
export interface SourceLoad extends Omit<SourceRunOptions, 'full'> {
  readonly format: Extract<LiveSourceKind, 'singer' | 'airbyte'>;
  readonly source: string;
  readonly input: AsyncIterable<Uint8Array>;
}

/** Sources that are read again and again from where they were left. */
export interface LiveSources {
  /** Throws `bad_request` for settings that the kind does not have, `conflict` for a name that is taken. */
  create(input: LiveSourceInput, by: Principal): Promise<CreatedLiveSource>;
  /** Gives secrets anew, all of them: an earlier one that is not given again is forgotten. */
  setSecrets(name: string, secrets: Readonly<Record<string, string>>, by: Principal): Promise<LiveSource>;
  /** Changes settings, secrets and schedule. Throws `bad_request`, `conflict` while it is being read, `not_confirmed` where something else may be read and `reading` does not say what to do. */
  change(name: string, change: LiveSourceChange, by: Principal): Promise<ChangedLiveSource>;
  /** The same on behalf of somebody who does not sit at the machine. Throws `not_allowed` besides, and `bad_request` where secrets that are kept would go elsewhere. */
  changeInApp(name: string, change: LiveSourceChange, by: Principal): Promise<ChangedLiveSource>;
  /** Forgets the source with its secrets, cursors and mappings; what it brought stays. */
  remove(name: string, by: Principal): Promise<void>;
  health(): Promise<SourceHealth[]>;
  /** Reads what came since the last run, to the end. Throws `conflict` while it is being read. */
  run(name: string, options: SourceRunOptions, by: Principal): Promise<SourceRun>;
  /** Reads what a run would read, and stores nothing. Throws `not_allowed` without the consent that the source needs. */
  preview(name: string, options: Pick<SourceRunOptions, 'signal'>, by: Principal): Promise<SourcePreview>;
  load(load: SourceLoad, by: Principal): Promise<SourceRun & { readonly sourceState: unknown }>;
  /** Asks a run under way to stop. What was committed stays. */
  cancel(name: string, by: Principal): Promise<void>;
  /** Writes down that the owner of a mail box or calendar gave or withdrew consent; in force for the next commit of a run. */
  sayMailbox(said: MailboxWordInput, by: Principal): Promise<MailboxWord>;
  /** Every word on mail boxes, newest first. */
  mailboxes(): Promise<MailboxWord[]>;
  /** Asks for a run at once, by the process that reads sources. Throws `conflict` while it is being read. */
  request(name: string, options: Pick<SourceRunOptions, 'full'>, by: Principal): Promise<void>;
  /** The last runs, newest first. Throws `not_found`. */
  runs(name: string): Promise<SourceRun[]>;
  /** Every kind, with what one needs to be made. */
  kinds(): Promise<LiveKind[]>;
  /** Makes a source on behalf of somebody who does not sit at the machine. Throws `not_allowed` for kinds and hosts that only the command line may name. */
  createInApp(input: LiveSourceInput, by: Principal): Promise<CreatedLiveSource>;
}
