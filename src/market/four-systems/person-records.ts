import { Chance } from '../chance.ts';
import { dayMs, type Company } from '../company.ts';
import { accountAt } from '../world/account-world.ts';
import { companyAsTyped } from './company-records.ts';
import { firmAt, phoneAsTyped } from './firms.ts';
import type { Job, Somebody } from './somebody.ts';
import type { SystemHabits } from './systems.ts';
import type { PersonTold } from './told.ts';
import { dialled, typed, typedAddress } from './typing.ts';

/** A person as one system has them. */
export interface PersonRecord {
  readonly id: string;
  readonly kind: 'contact' | 'lead';
  readonly account: number;
  readonly name: string;
  /** The two parts of the name, as the fields for them were filled. */
  readonly parts: readonly [first: string, last: string];
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  /** As typed; systems with a table of companies have its id instead. */
  readonly company: string;
  readonly created: number;
  /** How an inquiry came in. */
  readonly channel: string;
  readonly told: PersonTold;
}

interface Holding { readonly somebody: Somebody; readonly kind: PersonRecord['kind'] }

/** Records of the people whom a system holds. Whoever asks is a lead in the CRM, once for each inquiry, and a contact in the marketing tool. */
export function personRecords(company: Company, habits: SystemHabits, people: readonly Somebody[], idAt: (place: number) => string): PersonRecord[] {
  return people.flatMap((somebody) => holdingsOf(company, habits, somebody)).map(({ somebody, kind }, place) =>
    personRecord(company, habits, somebody, kind, idAt(place), new Chance('four systems person record', company.seed, habits.source, place)));
}

function holdingsOf(company: Company, habits: SystemHabits, somebody: Somebody): Holding[] {
  const chance = new Chance('four systems holds', company.seed, habits.source, somebody.id);
  const isHeld = somebody.isContact && chance.happens(habits.contacts);
  const hasAsked = Array.from({ length: somebody.inquiries }, () => chance.happens(habits.inquiries)).filter(Boolean).length;
  const leads: Holding[] = habits.source === 'crm' ? Array.from({ length: hasAsked }, () => ({ somebody, kind: 'lead' as const })) : [];
  const isContact = isHeld || (habits.source === 'marketing' && hasAsked > 0);
  const contacts: Holding[] = !isContact ? [] : Array.from({ length: chance.happens(habits.twice * company.noise) ? 2 : 1 }, () => ({ somebody, kind: 'contact' as const }));
  return [...contacts, ...leads];
}

function personRecord(company: Company, habits: SystemHabits, somebody: Somebody, kind: PersonRecord['kind'], id: string, chance: Chance): PersonRecord {
  const [first, now] = somebody.jobs;
  const job = now === undefined || chance.happens(habits.stale) ? first : now;
  const email = emailOf(company, habits, somebody, job, kind, chance);
  const phone = phoneOf(company, habits, job, chance);
  const name = nameOf(company, habits, somebody, chance);
  const account = accountAt(company, job.account);
  const title = job.title !== '' && !chance.happens(habits.missing.title) ? job.title : '';
  const { told: byMail, text: address } = email;
  const { told: byPhone, text: dialledAs } = phone;
  return {
    id, kind, account: job.account, name: name.text, parts: name.parts, email: address, phone: dialledAs, title, company: companyAsTyped(chance, company, habits, account.name).text,
    created: Math.min(company.endMs - dayMs, account.createdAt + Math.floor(chance.uniform() * (company.endMs - account.createdAt))),
    channel: chance.pick(['Web', 'Trade show', 'Referral', 'Search']),
    told: { key: `${kind}:${habits.source}:${id}`, person: somebody.id, account: job.account, company: true, title, ...name.told, ...byMail, ...byPhone },
  };
}

interface Part<Field extends keyof PersonTold> { readonly text: string; readonly told: Pick<PersonTold, Field> }

function nameOf(company: Company, habits: SystemHabits, { first, last }: Somebody, chance: Chance): Part<'given' | 'surname' | 'nameSlips'> & Pick<PersonRecord, 'parts'> {
  const isInitial = chance.happens(habits.initial);
  const given = isInitial ? { text: `${first.charAt(0)}.`, slips: 0 } : typed(chance, first, habits.slip * company.noise);
  const surname = typed(chance, last, habits.slip * company.noise);
  const isLoud = chance.happens(habits.shout);
  const [one = '', other = ''] = (chance.happens(habits.swapped) ? [surname.text, given.text] : [given.text, surname.text]).map((part) => (isLoud ? part.toUpperCase() : part));
  return { text: habits.nameOrder === 'last, first' ? `${other}, ${one}` : `${one} ${other}`, parts: [one, other], told: { given: isInitial ? 'initial' : 'name', surname: true, nameSlips: given.slips + surname.slips } };
}

type Mail = Part<'mail' | 'mailSlips'>;
const noMail: Mail['told'] = { mail: 'nothing', mailSlips: 0 };

/** Whoever asks gives an address. */
function emailOf(company: Company, habits: SystemHabits, somebody: Somebody, job: Job, kind: PersonRecord['kind'], chance: Chance): Mail {
  if (kind === 'contact' && chance.happens(Math.min(1, habits.missing.email * (0.5 + company.noise / 2)))) return { text: '', told: noMail };
  if (chance.happens(habits.garbage)) return { text: chance.pick(['n/a', 'test@test.com', '-', 'none@none.com']), told: noMail };
  const luck = chance.uniform();
  if (luck < habits.box) return { text: `${chance.pick(['info', 'office', 'accounts'])}@${domainOf(job)}`, told: { mail: 'box', mailSlips: 0 } };
  if (luck < habits.box + habits.alias) return { text: `${somebody.first.charAt(0)}${somebody.last}@${domainOf(job)}`.toLowerCase(), told: { mail: 'alias', mailSlips: 0 } };
  const isPrivate = luck < habits.box + habits.alias + habits.privateMail;
  const { text, slips } = typedAddress(chance, isPrivate ? somebody.privateAddress : job.address, habits.slip * company.noise * 0.7);
  return { text, told: { mail: isPrivate ? 'private' : 'work', mailSlips: slips } };
}

const domainOf = (job: Job): string => job.address.slice(job.address.indexOf('@') + 1);

function phoneOf(company: Company, habits: SystemHabits, job: Job, chance: Chance): Part<'number' | 'isMobile' | 'phoneSlips'> {
  const nothing = { number: '', isMobile: false, phoneSlips: 0 };
  if (chance.happens(habits.missing.phone)) return { text: '', told: nothing };
  if (chance.happens(habits.garbage)) return { text: chance.pick(['n/a', '000000', '-', '123456789']), told: nothing };
  const firm = firmAt(company, job.account);
  const isMobile = job.mobile !== '' && chance.happens(habits.mobile);
  const isDesk = !isMobile && chance.happens(0.4);
  const number = isMobile ? job.mobile : isDesk ? job.desk : `${firm.line}00`;
  const { text, slips } = dialled(chance, phoneAsTyped(chance, countryOfNumber(number) ?? firm.account.country, number), habits.slip * company.noise);
  return { text, told: isMobile || isDesk ? { number, isMobile, phoneSlips: slips } : nothing };
}

const callingCountries: Readonly<Record<string, string>> = { '+49': 'Germany', '+33': 'France', '+31': 'Netherlands', '+39': 'Italy', '+46': 'Sweden', '+34': 'Spain', '+48': 'Poland', '+43': 'Austria' };
/** A mobile that was kept dials by the country of the job before. */
const countryOfNumber = (number: string): string | undefined => callingCountries[number.slice(0, 3)];
