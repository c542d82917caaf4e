import type { z } from 'zod';
import type { Kind, KindSetting, LiveSourceKind } from '../../model/index.ts';
import type { AddressRules } from '../../net/index.ts';
import type { Correspondents } from './correspondence/correspondents.ts';
import type { MailboxUse } from './mailboxes/mailbox-consent.ts';
import type { Deliveries } from './webhook/deliveries/stored-deliveries.ts';

/** A record as a source told it, and its place in what was read: the number of its line or row, from 1, ascending. */
export interface SourceRecord {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** The source deleted it. Of the values, those of its keys are needed and no other is looked at. */
  readonly removed?: true;
}

/** What a source says while it is read. The order counts: a state covers every record before it. */
export type SourceMessage =
  /**
   * A stream begins, or its columns changed. `keys`: columns that tell records apart; null where the source does not say.
   * `as`, `fields`: the kind, and the field of each column (null keeps it under its own name), where the source knows; then nothing is recognised.
   * `numbers`: columns whose texts are numbers with a point before the decimals, written out so that no digit is lost.
   */
  | { readonly type: 'stream'; readonly stream: string; readonly keys: readonly string[] | null; readonly columns: readonly string[]; readonly numbers?: readonly string[]; readonly as?: Kind; readonly fields?: Readonly<Record<string, string | null>>; readonly told?: ToldTable }
  | { readonly type: 'records'; readonly stream: string; readonly records: readonly SourceRecord[] }
  /** Where to go on from, kept only once every record before it counts. The stream is `wholeSource` where the state is one for all. */
  | { readonly type: 'state'; readonly stream: string; readonly value: unknown }
  /** Something that could not be read; its neighbours go on. */
  | { readonly type: 'problem'; readonly line: number; readonly reason: string; readonly value: string | null }
  /** For the health page. Never a value of a record. */
  | { readonly type: 'note'; readonly text: string };

/** What a stream is where its source knows it: nothing is recognised then. Its one key is the record's id; times are ISO texts. */
export interface ToldTable {
  readonly kind: Kind;
  /** System that the records belong to: ids of contacts and accounts are that system's. */
  readonly source: string;
  /** Field of each column; null keeps it under its own name. */
  readonly fields: Readonly<Record<string, string | null>>;
}

/** Stream name of a state that is one for the whole source. */
export const wholeSource = '';

export interface SourceContext {
  /** Name of the source. */
  readonly source: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Where each stream was left, by stream. */
  readonly cursors: ReadonlyMap<string, unknown>;
  /** Streams that somebody chose; without it, all that the kind takes by itself. Others that are told all the same are left out. */
  readonly streams?: ReadonlySet<string> | null;
  readonly signal: AbortSignal;
  /** An own folder (0700), removed after the run. */
  readonly folder: string;
  /** Epoch ms. */
  readonly now: number;
  /** What may be called over HTTP. */
  readonly rules: AddressRules;
  /** Who is known, for sources that name people by their addresses. */
  readonly correspondents: () => Promise<Correspondents>;
  /** What was delivered to a source that is fed. */
  readonly deliveries?: Deliveries | undefined;
  /** Messages that somebody pipes in; then nothing is started or called. */
  readonly input?: AsyncIterable<Uint8Array> | undefined;
}

/**
 * One way of reading sources. Others are added in a folder each, with a line in `kinds.ts`: everything after the messages
 * (mapping, receipts, cursors, forgetting, schedules, health) is the same for all.
 */
export interface SourceKind<S = unknown> {
  readonly kind: LiveSourceKind;
  /** Settings as text, by name, parsed; unknown names are refused. */
  readonly settings: z.ZodType<S>;
  /** Names of the secrets that it may be given. */
  readonly secrets: readonly string[];
  /** What must hold before it is saved, beside its settings, such as addresses that may be called. Throws `Failure`. */
  check?(settings: S, context: Pick<SourceContext, 'secrets' | 'rules'>): Promise<void>;
  /** Whose mail box or calendar it is. Without that person's consent nothing of it is read. */
  mailbox?(settings: S): MailboxUse;
  /**
   * Set where a source of this kind may be made in the app: hosts it would call past the guard of `src/net`, each with its port, which
   * the operator must have named. Kinds that start programs or read files of this machine leave it out: they belong to the command line.
   */
  readonly inApp?: { calls(settings: S): ReadonlyArray<{ readonly host: string; readonly port: number }>; readonly form?: readonly KindSetting[]; /** Settings that say where secrets are sent to. */ readonly leadsTo: readonly string[] };
  /**
   * Own settings, `name` or `name*`, that may change without another thing being read: where streams were left still holds. After a change of any
   * other everything is read again, unless somebody says that it is the same.
   */
  readonly goesOn?: readonly string[];
  /** Secrets without which it cannot be. */
  readonly needs?: readonly string[];
  /** Deliveries come by themselves and are stored: it is read when there are some. */
  readonly isFed?: true;
  /** Everything since the cursors. Ends when there is no more; throws `Failure` with what to do. */
  read(settings: S, context: SourceContext): AsyncIterable<SourceMessage>;
}

/** Settings of every kind, beside its own. */
export interface CommonSettings {
  /** Streams to be taken; null takes all. */
  readonly streams: ReadonlySet<string> | null;
  /** Kinds that a person chose, by stream. */
  readonly kinds: ReadonlyMap<string, string>;
  /** Fields that a person chose, by stream and column; '' keeps a column under its own name. */
  readonly columns: ReadonlyArray<{ readonly stream: string; readonly column: string; readonly field: string }>;
  /** Columns that say that a record was deleted, by stream. */
  readonly deleted: ReadonlyMap<string, string>;
  readonly timeoutMinutes: number;
  readonly silenceSeconds: number;
  /** Records after which the next state makes them count. */
  readonly batchRows: number;
}
