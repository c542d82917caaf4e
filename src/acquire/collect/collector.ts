import { sql, type Kysely, type Transaction } from 'kysely';
import type { EventAnswer } from '../../model/index.ts';
import { drainOutbox, insertEvents, type EventRow, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { arrive, isOver, type Arrived } from './arrived.ts';
import { acceptedRow, droppedRow, duplicateRow, quarantinedRow, type Receipt } from './event-row.ts';
import { jsonText } from './event-texts.ts';
import { ForgottenVisitors } from './forgotten-visitors.ts';
import { hashOfMessage } from './message-hash.ts';
import type { ReadyEvent } from './ready-event.ts';
import { SeenMessages } from './seen-messages.ts';
import { Standings } from './standings.ts';
import { stampIsNews, takeStamps } from './take-stamps.ts';
import type { Arrival, Step } from './travelling-event.ts';
import { VisitorBook, type Joined, type SaidJoin } from './visitor-book.ts';
import { visitorTurn, weighVisitors } from './weigh-visitors.ts';

/** Events that may wait to be stored: beyond these a sender is asked to come back later. */
const mostWaiting = 20_000;
/** Events that are stored together. */
const mostTogether = 10_000;
/** Groups that are under way at the same time: one is prepared while another uses the engine and waits for its disk. */
const mostUnderWay = 2;

interface Waiting {
  readonly events: readonly Arrived[];
  readonly settle: (answers: readonly EventAnswer[]) => void;
  readonly fail: (error: unknown) => void;
}

/** A group on its way to the store. */
interface Storing {
  readonly prepared: Promise<void>;
  readonly answers: Promise<readonly EventAnswer[]>;
}

export interface CollectorParts {
  readonly store: WorkspaceStore;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: (line: string) => void;
  /** The steps of one event; others only where a bench measures what they cost. */
  readonly steps?: readonly Step[];
}

/** There is more to store than the store takes: the sender repeats the whole batch later, which does no harm. */
export class TooBusy extends Error {}

/**
 * Keeps the events of one workspace. Batches that arrive while others are being stored are stored together, one group after
 * another: so a group sees all that was stored before it, and a message that comes twice is kept once. When a batch is answered
 * each of its events is on disk with its fate.
 */
export class Collector {
  readonly #parts: CollectorParts;
  readonly #seen: SeenMessages;
  readonly #standings = new Standings();
  readonly #book = new VisitorBook();
  readonly #forgotten = new ForgottenVisitors();
  /** Hashes of messages that are being written. */
  readonly #underWay = new Set<string>();
  #waiting: Waiting[] = [];
  #events = 0;
  #isFull = false;
  #running: Promise<void> | null = null;
  /** Groups on their way to the store. */
  readonly #writing = new Set<Promise<void>>();

  private constructor(parts: CollectorParts, seen: SeenMessages) {
    this.#parts = parts;
    this.#seen = seen;
  }

  static async open(parts: CollectorParts): Promise<Collector> {
    return new Collector(parts, await SeenMessages.open(parts.store.facts, parts.now()));
  }

  /** Takes a batch. Throws `TooBusy`, or what the store threw: then the batch is to be repeated as a whole. */
  async receive(sent: readonly unknown[], arrival: Arrival): Promise<readonly EventAnswer[]> {
    this.#refuseBeyond(sent.length);
    return this.keep(sent.map((one) => arrive(one, this.#receiptOf(one, arrival), arrival, this.#parts.steps)));
  }

  /** Keeps events that went through their steps and whose sender may come back later. Throws as `receive` does. */
  async keepUnlessBusy(events: readonly Arrived[]): Promise<readonly EventAnswer[]> {
    this.#refuseBeyond(events.length);
    return this.keep(events);
  }

  /** Somebody was asked to come back later, and nothing was stored since: whoever comes now need not be read. */
  get isFull(): boolean {
    return this.#isFull;
  }

  #refuseBeyond(more: number): void {
    this.#isFull = this.#events + more > mostWaiting;
    if (this.#isFull) throw new TooBusy();
  }

  /** Keeps events that went through their steps. */
  keep(events: readonly Arrived[]): Promise<readonly EventAnswer[]> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ events, settle, fail });
      this.#events += events.length;
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits and nothing is being written. */
  async close(): Promise<void> {
    await this.#running;
    await Promise.all(this.#writing);
  }

  /** Without a messageId the event itself tells repetitions. */
  #receiptOf(sent: unknown, { source, receivedAt }: Arrival): Receipt {
    const given = typeof sent === 'object' && sent !== null && 'messageId' in sent && typeof sent.messageId === 'string' && sent.messageId.length <= 200 ? sent.messageId : '';
    const hash = hashOfMessage(source, given === '' ? `\n${jsonText(sent).text}` : given);
    return { eventId: this.#parts.newId(), attempt: 0, source, receivedAt, hash, messageId: given.toWellFormed() };
  }

  async #run(): Promise<void> {
    // The batches of one turn of the loop go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      // Taken as late as it can be written: whatever arrives meanwhile goes with it.
      while (this.#writing.size >= mostUnderWay) await Promise.race(this.#writing);
      const group = this.#nextGroup();
      const events = group.flatMap((waiting) => waiting.events);
      // A message that is being written is neither stored nor new.
      if (events.some(({ receipt }) => this.#underWay.has(receipt.hash.whole))) await Promise.all(this.#writing);
      const stored = this.#store(events);
      const settled = this.#settle(group, stored).finally(() => this.#writing.delete(settled));
      this.#writing.add(settled);
      // Preparing is done one group after the other.
      await stored.prepared;
    }
    // In the same turn as the last look: whoever comes next starts anew.
    this.#running = null;
  }

  async #settle(group: readonly Waiting[], { answers }: Storing): Promise<void> {
    try {
      const all = await answers;
      let from = 0;
      for (const { events, settle } of group) settle(all.slice(from, from += events.length));
    } catch (error) {
      for (const { fail } of group) fail(error);
    } finally {
      this.#events -= group.reduce((sum, { events }) => sum + events.length, 0);
      this.#isFull = false;
    }
  }

  #nextGroup(): Waiting[] {
    let [count, taken] = [0, 0];
    while (taken < this.#waiting.length && (taken === 0 || count + (this.#waiting[taken] as Waiting).events.length <= mostTogether)) count += (this.#waiting[taken++] as Waiting).events.length;
    return this.#waiting.splice(0, taken);
  }

  /** Stores events. `prepared` resolves, however it ends, when nothing but writing is left to do. */
  #store(events: readonly Arrived[]): Storing {
    const { promise: prepared, resolve: isPrepared } = Promise.withResolvers<void>();
    const answers = this.#parts.store.state.connection().execute(async (connection) => {
      const isNew = await this.#areNew(events);
      const fresh = events.filter((_, index) => isNew[index]);
      // Words on consent wait until this group is stored; what was said before is heeded.
      await sql`SELECT pg_advisory_lock_shared(${visitorTurn})`.execute(connection);
      try {
        const joined = await this.#prepare(connection, fresh);
        const rows = events.map((arrived, index) => (isNew[index] ? this.#rowOf(arrived, joined) : duplicateRow(arrived.receipt)));
        for (const { receipt } of fresh) this.#underWay.add(receipt.hash.whole);
        isPrepared();
        await this.#write(rows, fresh);
        return rows.map(answerOf);
      } finally {
        await sql`SELECT pg_advisory_unlock_shared(${visitorTurn})`.execute(connection);
      }
    });
    answers.catch(() => undefined).finally(isPrepared);
    return { prepared, answers };
  }

  async #prepare(connection: Kysely<WorkspaceTables>, fresh: readonly Arrived[]): Promise<Joined> {
    await this.#standings.refresh(connection);
    await this.#forgotten.refresh(connection);
    const kept = fresh.flatMap(({ outcome, receipt }) => (isOver(outcome) || this.#forgotten.isForgotten(outcome) ? [] : [{ event: outcome, source: receipt.source }]));
    return this.#learn(connection, kept);
  }

  /** False for a message that is stored, or that came earlier in the group. */
  async #areNew(events: readonly Arrived[]): Promise<boolean[]> {
    const first = events.filter(({ receipt }) => receipt.attempt === 0);
    const stored = await this.#seen.among(first.map(({ receipt }) => receipt.hash), [...new Set(first.map(({ receipt }) => receipt.source))], this.#parts.now());
    const here = new Set<string>();
    return events.map(({ receipt: { hash, attempt } }) => {
      const isNew = attempt > 0 || (!stored.has(hash.whole) && !here.has(hash.whole));
      here.add(hash.whole);
      return isNew;
    });
  }

  /** Joins and consent that the events say, in force before any of them is kept. */
  async #learn(connection: Kysely<WorkspaceTables>, kept: ReadonlyArray<{ event: ReadyEvent; source: string }>): Promise<Joined> {
    const said = kept.flatMap(({ event: { joins, type }, source }) => joins.map((join): SaidJoin => ({ ...join, source, call: type })));
    const stamps = kept.filter(({ event }) => event.refused.length + event.granted.length > 0).map(({ event, source }) => ({ nodes: event.nodes, refused: event.refused, granted: event.granted, source, wording: event.wording }));
    const { joined, hasWords } = await this.#writeLearned(connection, said, stamps);
    this.#book.remember(said, joined);
    if (hasWords) {
      // Over the connection that holds the turn: all others may be waiting for it.
      await drainOutbox(connection, this.#parts.store.facts);
      await this.#standings.refresh(connection);
    }
    return joined;
  }

  async #writeLearned(connection: Kysely<WorkspaceTables>, said: readonly SaidJoin[], stamps: Parameters<typeof takeStamps>[1]): Promise<{ joined: Joined; hasWords: boolean }> {
    const at = this.#parts.now();
    const isNews = this.#book.hasNews(said) || stamps.some((stamp) => stampIsNews(stamp, this.#standings));
    if (!isNews) return { joined: this.#book.asKnown(), hasWords: false };
    return connection.transaction().execute(async (transaction: Transaction<WorkspaceTables>) => {
      const joined = await this.#book.join(transaction, said, at);
      const spokenOf = await takeStamps(transaction, stamps, this.#standings, at);
      return { joined, hasWords: (await weighVisitors(transaction, new Set([...joined.changed, ...spokenOf]), at)) || spokenOf.size > 0 };
    });
  }

  #rowOf({ receipt, outcome, needsConsent }: Arrived, joined: Joined): EventRow {
    if (isOver(outcome)) return outcome.fate === 'dropped' ? droppedRow(receipt, outcome) : quarantinedRow(receipt, outcome);
    const { type, name, nodes, joins, granted, warnings } = outcome;
    if (this.#forgotten.isForgotten(outcome)) return droppedRow(receipt, { fate: 'dropped', reason: 'recalled', type, name });
    const isUnasked = needsConsent && !granted.includes('analyse') && !this.#standings.grants(nodes, 'analyse');
    if (isUnasked || this.#standings.refuses(nodes, 'store')) return droppedRow(receipt, { fate: 'dropped', reason: 'consent', type, name });
    const isShared = joins.some((join) => this.#book.isRefused(join, joined));
    return acceptedRow(receipt, outcome, isShared ? [...warnings, 'shared_device'] : warnings);
  }

  async #write(rows: readonly EventRow[], fresh: readonly Arrived[]): Promise<void> {
    const { store: { facts }, now } = this.#parts;
    try {
      await insertEvents(facts, rows);
    } finally {
      // Also where it failed: the rows may be there all the same, and "maybe" is looked up.
      this.#seen.add(fresh.map(({ receipt }) => receipt.hash), now());
      for (const { receipt } of fresh) this.#underWay.delete(receipt.hash.whole);
    }
  }
}

const answerOf = ({ message_id, fate, reason, path, warnings }: EventRow): EventAnswer => ({
  messageId: message_id || null, fate, ...(reason ? { reason } : {}), ...(fate === 'quarantined' ? { path } : {}), ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
});
