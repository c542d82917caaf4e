import { sql, type Kysely } from 'kysely';
import { levelInForce, mayContact, zoneOf, type ContactDecision, type ContactSubject, type ContactChannel, type Person } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { contactRulesAt } from './contact-rules.ts';
import { dialWords } from './dials.ts';

/** One decision at a time in a workspace: of two that would be one too many, the second waits. */
const contactTurn = 4717;
/** Contacts further away than this matter to no cap. */
const widestMs = 61 * 86_400_000;

export interface WishedContact { readonly channel: ContactChannel; readonly about: ContactSubject; readonly at: number; readonly book: boolean }

/** Decides whether a person may be contacted, and with `book` writes an allowed contact down before anybody else is answered. */
export async function decideContact(state: Kysely<WorkspaceTables>, person: Person, wish: WishedContact, { by, now }: { readonly by: string | null; readonly now: number }): Promise<ContactDecision> {
  return state.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${contactTurn})`.execute(transaction);
    const decision = await decide(transaction, person, wish, now);
    if (decision.allowed && wish.book) {
      await transaction.insertInto('contacts_made').values({ subject: person.id, channel: wish.channel, about: wish.about, at: new Date(wish.at), booked_at: new Date(now), by_user: by }).execute();
    }
    return decision;
  });
}

async function decide(state: Kysely<WorkspaceTables>, person: Person, { channel, about, at }: WishedContact, now: number): Promise<ContactDecision> {
  const { rules } = await contactRulesAt(state, now);
  const words = await dialWords(state, person, now);
  const rows = await state.selectFrom('contacts_made').select(['channel', 'about', 'at']).where('subject', 'in', [...person.records]).where('at', '>', new Date(at - widestMs)).where('at', '<', new Date(at + widestMs)).execute();
  const made = rows.map((row) => ({ channel: row.channel, about: row.about, at: row.at.getTime() }));
  return mayContact({ rules: rules[levelInForce(words, about, rules.usual)], timeZone: zoneOf(words, rules), made }, { channel, about, at });
}
