import type { Kysely } from 'kysely';
import { Failure, contactSubjects, dialInputSchema, dialLevels, dialWordSchema, levelAllowed, levelInForce, zoneOf, type DialAnswer, type DialInput, type DialWord, type Person } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { contactRulesAt } from './contact-rules.ts';

/** Every word on a person's dial up to an instant, under any of the person's records, in the order in which they were said. */
export async function dialWords(state: Kysely<WorkspaceTables>, { records }: Person, at: number): Promise<DialWord[]> {
  const rows = await state.selectFrom('contact_dials').selectAll().where('subject', 'in', [...records]).where('at', '<=', new Date(at)).orderBy('sequence').execute();
  return rows.map((row) => dialWordSchema.parse({ about: row.about, level: row.level, saidBy: row.said_by, timeZone: row.time_zone, at: row.at.toISOString(), by: row.by_user }));
}

/** Where a person's dial stood at an instant (epoch ms). */
export async function dialOf(state: Kysely<WorkspaceTables>, person: Person, at: number): Promise<DialAnswer> {
  const [{ rules }, words] = await Promise.all([contactRulesAt(state, at), dialWords(state, person, at)]);
  return {
    person: person.id, timeZone: zoneOf(words, rules), words,
    levels: contactSubjects.map((about) => ({ about, level: levelInForce(words, about, rules.usual), allowedByPerson: levelAllowed(words, about, rules.usual) })),
  };
}

export interface SaidOfDial { readonly saidBy: DialWord['saidBy']; readonly by: string | null; readonly now: number }

/** Adds a word to a person's dial. Throws `Failure`: `bad_request`; `conflict` where the company asks for more than the person allows. */
export async function setDial(state: Kysely<WorkspaceTables>, person: Person, given: DialInput, { saidBy, by, now }: SaidOfDial): Promise<DialAnswer> {
  const input = dialInputSchema.safeParse(given);
  if (!input.success) throw new Failure('bad_request', input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'See "hindcast dial set --help".');
  const { level, about, timeZone } = input.data;
  if (saidBy === 'company') refuseAbove(await dialOf(state, person, now), level, about);
  await state.insertInto('contact_dials').values({ subject: person.id, about, level, said_by: saidBy, time_zone: timeZone ?? null, at: new Date(now), by_user: by }).execute();
  return dialOf(state, person, now);
}

function refuseAbove({ levels }: DialAnswer, level: DialWord['level'], about: DialWord['about']): void {
  const above = levels.find((one) => (about === 'any' || one.about === about) && dialLevels.indexOf(level) > dialLevels.indexOf(one.allowedByPerson));
  if (above) throw new Failure('conflict', `This person allows "${above.allowedByPerson}" about ${above.about}, and "${level}" is more.`, 'Only the person can allow more, on their own page: hindcast person token ID');
}
