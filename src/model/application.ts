import { z } from 'zod';
import type { AccountPage, AccountRow, RollUp } from './answers/accounts.ts';
import type { ActionsAnswer, DecisionInput, HoldingInput } from './answers/actions.ts';
import type { BacktestAnswer } from './answers/backtest.ts';
import type { ChangesAnswer } from './answers/changes.ts';
import type { ColumnAnswer } from './answers/columns.ts';
import type { ComparisonsAnswer } from './answers/comparisons.ts';
import type { CoverageAnswer } from './answers/coverage.ts';
import type { DealAnswer, DealPage } from './answers/deals.ts';
import type { ExperimentsAnswer } from './answers/experiments.ts';
import type { ForecastAnswer } from './answers/forecast.ts';
import type { Confirmation, ImportAnswer, ImportPlan, Reject } from './answers/imports.ts';
import type { InquiriesAnswer } from './answers/inquiries.ts';
import type { JourneyAnswer } from './answers/journey.ts';
import type { LeaksAnswer } from './answers/leaks.ts';
import type { OverviewAnswer } from './answers/overview.ts';
import type { Principal, User } from './access.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Digests, Mail } from './mail.ts';
import type { DealRoles } from './buying-group.ts';
import type { Companies } from './companies.ts';
import type { Identity } from './identity.ts';
import type { People } from './people.ts';
import type { Buyers } from './buyers.ts';
import type { Delays } from './delay.ts';
import type { Collecting, Events } from './collect/collection.ts';
import type { Kind } from './kinds.ts';
import type { Caps } from './contact/caps.ts';
import type { Devices } from './devices/listed-device.ts';
import type { Touches } from './touches/touch.ts';
import type { Listening } from './listening/listening.ts';
import type { ProfileFormat } from './profile/profile.ts';
import type { ProfileImport } from './profile/profile-import.ts';
import type { HooksIn, TakesHooks } from './hooks/index.ts';
import type { LiveSources } from './live-sources.ts';
import type { PageTokens } from './page-tokens.ts';
import type { SourceTermsBook } from './source-terms.ts';
import type { WorkspaceSettings } from './settings.ts';
import type { WatchedFolders } from './watched-folders.ts';
import type { WaysIn } from './ways-in.ts';
import type { Webhooks } from './webhooks.ts';

/** Where and when a question is asked. Without `asOf` the data's own clock is used. */
export const scopeSchema = z.object({
  /** ISO date of knowledge; the whole day counts. */
  asOf: z.iso.date().optional(),
  team: z.string().max(200).optional(),
  owner: z.string().max(200).optional(),
  dealType: z.string().max(200).optional(),
});
export type Scope = z.infer<typeof scopeSchema>;

export const dealFilterSchema = scopeSchema.extend({
  ids: z.array(z.string()).optional(),
  stage: z.string().max(200).optional(),
  sign: z.string().max(50).optional(),
  leak: z.string().max(200).optional(),
  status: z.enum(['open', 'won', 'lost']).optional(),
  quarter: z.string().max(20).optional(),
  search: z.string().max(200).optional(),
});
export type DealFilter = z.infer<typeof dealFilterSchema>;

export const jobAnswerSchema = z.object({
  id: z.string(),
  kind: z.enum(['import', 'demo', 'analyse', 'undo', 'export', 'backup', 'restore', 'resolve']),
  workspace: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** Words for the step under way. */
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  error: z.string().nullable(),
});
export type JobAnswer = z.infer<typeof jobAnswerSchema>;

export const sqlAnswerSchema = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  /** True where the row limit cut the answer short. */
  truncated: z.boolean(),
  elapsedMs: z.number(),
});
export type SqlAnswer = z.infer<typeof sqlAnswerSchema>;

export const workspaceAnswerSchema = z.object({ name: z.string(), demo: z.boolean(), company: z.string(), imports: z.number().int(), deals: z.number().int() });
export type WorkspaceAnswer = z.infer<typeof workspaceAnswerSchema>;

export const searchHitSchema = z.object({ kind: z.enum(['account', 'deal', 'inquiry']), id: z.string(), title: z.string(), detail: z.string().nullable() });
export type SearchHit = z.infer<typeof searchHitSchema>;

export const noteSchema = z.object({ id: z.string(), dealId: z.string(), text: z.string(), by: z.string().nullable(), at: z.string() });
export type Note = z.infer<typeof noteSchema>;
export const savedFilterSchema = z.object({ id: z.string(), name: z.string(), screen: z.string(), query: z.string() });
export type SavedFilter = z.infer<typeof savedFilterSchema>;
export const auditEntrySchema = z.object({ id: z.string(), at: z.string(), by: z.string(), what: z.string(), subject: z.string().nullable() });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Reports progress of long work: words, done, total (null while unknown). */
export type Progress = (stage: string, done: number, total: number | null) => void;

export interface ImportRequest {
  /** Absolute paths of files or folders on this machine. */
  readonly paths: readonly string[];
  readonly as?: Kind;
  /** Name of the source, where the files do not say it: `files` otherwise, or the CRM whose layout they have. */
  readonly source?: string;
  /** Answers to the confirmations, by id; those not given keep their pre-filled answer. */
  readonly confirmations?: readonly Confirmation[];
  /** Column decisions, by file and header: a field of the kind, or null to keep it as an attribute. */
  readonly columns?: ReadonlyArray<{ file: string; header: string; field: string | null }>;
  readonly kinds?: ReadonlyArray<{ file: string; kind: Kind | null }>;
  /** Overrides of detected formats, by file. */
  readonly formats?: ReadonlyArray<{ file: string; encoding?: string; delimiter?: string; dateOrder?: 'DMY' | 'MDY' | 'YMD'; decimal?: ',' | '.' }>;
}

/** Everything that can be asked of one workspace. Same in process and behind the API. */
export interface Workspace {
  readonly name: string;
  overview(scope: Scope): Promise<OverviewAnswer>;
  deals(filter: DealFilter): Promise<DealAnswer[]>;
  deal(id: string, scope: Scope): Promise<DealPage>;
  forecast(scope: Scope): Promise<ForecastAnswer[]>;
  backtest(scope: Scope): Promise<BacktestAnswer>;
  leaks(scope: Scope): Promise<LeaksAnswer>;
  changes(since: string, scope: Scope): Promise<ChangesAnswer>;
  journey(scope: Scope): Promise<JourneyAnswer>;
  inquiries(scope: Scope): Promise<InquiriesAnswer>;
  actions(scope: Scope): Promise<ActionsAnswer>;
  /** Randomised comparisons: what was assigned, what came, and whether one can tell. */
  experiments(scope: Scope): Promise<ExperimentsAnswer>;
  /** The register of every comparison that was made, found or not. */
  comparisons(scope: Scope): Promise<ComparisonsAnswer>;
  columns(scope: Scope): Promise<ColumnAnswer[]>;
  coverage(scope: Scope): Promise<CoverageAnswer>;
  accounts(scope: Scope & { search?: string; limit?: number; cursor?: string; rollUp?: RollUp }): Promise<{ rows: AccountRow[]; next: string | null }>;
  account(id: string, scope: Scope): Promise<AccountPage>;
  search(text: string): Promise<SearchHit[]>;
  sql(statement: string, limit?: number): Promise<SqlAnswer>;
  /** Asking buyers, and what they said. */
  readonly buyers: Buyers;
  /** What waiting costs the buyer of a deal. */
  readonly delay: Delays;

  /** What is said in public of accounts, rivals and oneself. */
  readonly listening: Listening;

  /** What people allow, and which records are theirs. */
  readonly people: People;

  /** Who is who, and why. */
  readonly identity: Identity;

  /** Which records of accounts are of one company, and why. */
  readonly companies: Companies;
  readonly roles: DealRoles;

  /** Other systems that are told what happens. */
  readonly webhooks: Webhooks;

  /** Whose devices are, and what they consumed. */
  readonly devices: Devices;

  /** Folders whose files are imported by themselves. */
  readonly folders: WatchedFolders;

  /** How long sources are kept, and which are on loan. */
  readonly sources: SourceTermsBook;

  /** Sources that are read again and again: taps, databases and their like. */
  readonly live: LiveSources;
  /** Profiles of another system as contacts and accounts of a source. */
  importProfiles(given: { readonly source: string; readonly format: ProfileFormat; readonly text: string }, by: Principal): Promise<ProfileImport>;
  /** Live sources that are fed by signed webhooks. */
  readonly hooks: HooksIn;

  /** Every way in side by side: health, volume, cost, freshness, and what is missing. */
  readonly waysIn: WaysIn;

  planImport(request: ImportRequest): Promise<ImportPlan>;
  /** Queues the import and answers at once; progress is in `imports` and `jobs`. */
  startImport(request: ImportRequest, by: Principal): Promise<ImportAnswer>;
  imports(): Promise<ImportAnswer[]>;
  import(id: string): Promise<ImportAnswer>;
  rejects(id: string): AsyncIterable<Reject>;
  undoImport(id: string, by: Principal): Promise<ImportAnswer>;
  undoRepair(importId: string, repairId: string, by: Principal): Promise<ImportAnswer>;

  decide(input: DecisionInput, by: Principal): Promise<void>;
  holding(input: HoldingInput, by: Principal): Promise<void>;
  setCall(quarter: string, value: number, by: Principal): Promise<void>;
  notes(dealId: string): Promise<Note[]>;
  addNote(dealId: string, text: string, by: Principal): Promise<Note>;
  savedFilters(screen: string): Promise<SavedFilter[]>;
  saveFilter(filter: Omit<SavedFilter, 'id'>, by: Principal): Promise<SavedFilter>;
  settings(): Promise<WorkspaceSettings>;
  setSettings(change: Partial<WorkspaceSettings>, by: Principal): Promise<WorkspaceSettings>;
  exportTo(folder: string, progress: Progress): Promise<{ files: string[] }>;
  /** Sources that send events, and what they sent. */
  readonly events: Events;
  /** What of it counts as a contact, by a declared rule. */
  readonly touches: Touches;
  /** How often people may be contacted. */
  readonly caps: Caps;
}

/** The whole product, as the command line and the API see it. */
export interface Application {
  workspaces(): Promise<WorkspaceAnswer[]>;
  /** Opens a workspace by name; `undefined` picks `main` once it holds an import, else `demo`. */
  workspace(name?: string): Promise<Workspace>;
  loadDemo(size: 'S' | 'M', seed: number, by: Principal): Promise<JobAnswer>;
  removeDemo(by: Principal): Promise<void>;
  jobs(): Promise<JobAnswer[]>;
  job(id: string): Promise<JobAnswer>;
  cancelJob(id: string, by: Principal): Promise<JobAnswer>;
  /** Resolves when the job has ended, reporting progress meanwhile. */
  waitForJob(id: string, progress: Progress, signal?: AbortSignal): Promise<JobAnswer>;
  /** Folder where uploads of the browser are put before they are imported. */
  uploadFolder(): Promise<string>;
  users(): Promise<User[]>;
  addUser(email: string, change: Partial<Omit<User, 'id' | 'email'>>, by: Principal): Promise<User>;
  /** One-time sign-in link, valid 15 minutes. Creates the first admin where no user exists. */
  signInLink(email: string | undefined, by: Principal): Promise<{ url: string; email: string; expiresAt: string; note: string | null }>;
  /** Trades a link's token for a session secret (shown once, stored hashed). */
  openSession(token: string): Promise<{ secret: string; user: User; expiresAt: string }>;
  session(secret: string): Promise<User | null>;
  closeSession(secret: string): Promise<void>;
  /** Links to the pages of people outside: `/ask`, `/me`. */
  readonly pageTokens: PageTokens;
  /** Keys with which programs call the API. */
  readonly keys: ApiKeys;
  /** The server that takes our mail. */
  readonly mail: Mail;
  /** Letters that people asked for. */
  readonly digests: Digests;
  /** Takes what sources send. */
  readonly collecting: Collecting;
  /** Takes what is delivered by signed webhooks. */
  readonly hooks: TakesHooks;
  audit(limit: number): Promise<AuditEntry[]>;
  config(): Promise<Record<string, string>>;
  setConfig(key: string, value: string, by: Principal): Promise<void>;
  backup(path: string, progress: Progress): Promise<{ bytes: number; tables: number }>;
  restore(path: string, progress: Progress): Promise<{ tables: number; rows: number; /** Secrets that were sealed on another machine, a sentence each. */ giveAgain: string[] }>;
  health(): Promise<{ ok: boolean; engines: Record<string, { ok: boolean; version: string; where: string }>; version: string }>;
  close(): Promise<void>;
}
