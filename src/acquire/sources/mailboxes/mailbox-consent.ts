import type { Kysely, Selectable, Transaction } from 'kysely';
import { Failure, mailboxWordInputSchema, type MailboxWord, type MailboxWordInput } from '../../../model/index.ts';
import type { WorkspaceTables } from '../../../store/index.ts';

type State = Kysely<WorkspaceTables> | Transaction<WorkspaceTables>;

/** A mail box or calendar that a source reads. */
export interface MailboxUse {
  /** Address of the owner, in small letters. */
  readonly owner: string;
  /** Subjects are kept too. */
  readonly subjects: boolean;
}

const wordOf = (row: Selectable<WorkspaceTables['mailbox_words']>): MailboxWord => ({
  owner: row.owner, statement: row.statement, subjects: row.subjects, wording: row.wording, source: row.source, at: row.at.toISOString(), by: row.by_user,
});

/** Writes an owner's word down. In force for whatever commits after it. */
export async function sayMailbox(state: State, given: MailboxWordInput, by: string | null, now: number): Promise<MailboxWord> {
  const input = mailboxWordInputSchema.safeParse(given);
  if (!input.success) throw new Failure('bad_request', input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '), 'See docs/guides/mail-and-calendars.md.');
  const row = await state.insertInto('mailbox_words').values({ ...input.data, at: new Date(now), by_user: by }).returningAll().executeTakeFirstOrThrow();
  return wordOf(row);
}

/** Every word, newest first. */
export async function mailboxWords(state: State): Promise<MailboxWord[]> {
  return (await state.selectFrom('mailbox_words').selectAll().orderBy('sequence', 'desc').execute()).map(wordOf);
}

/** Owners whose newest word is consent. */
export async function consentedOwners(state: State): Promise<Set<string>> {
  const newest = Map.groupBy(await mailboxWords(state), ({ owner }) => owner);
  return new Set([...newest].filter(([, [last]]) => last?.statement === 'given').map(([owner]) => owner));
}

/** Throws `Failure('not_allowed')` unless the owner's newest word allows this use. Asked before reading, and again in the transaction that makes records count. */
export async function requireConsent(state: State, { owner, subjects }: MailboxUse): Promise<void> {
  const last = await state.selectFrom('mailbox_words').selectAll().where('owner', '=', owner).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  const command = `hindcast mailbox consent ${owner} --wording "…" --source "…"`;
  if (!last) throw new Failure('not_allowed', `${owner} has not consented to the reading of this mail box.`, `Ask, then write the answer down: ${command}`);
  if (last.statement === 'withdrawn') throw new Failure('not_allowed', `${owner} withdrew consent on ${last.at.toISOString().slice(0, 10)}.`, 'Remove the source, or ask again.');
  if (subjects && !last.subjects) throw new Failure('not_allowed', `${owner} consented to who wrote to whom and when, not to subjects.`, `Leave the setting "subjects" out, or ask, then: ${command} --subjects`);
}
