import { normaliseCompany } from './company-name.ts';
import { countryCode } from './country-code.ts';
import { normaliseEmail } from './email-address.ts';
import { foldText } from './fold-text.ts';
import { ownDomain, type MailDomainKind } from './mail-domains.ts';
import { isNoCompany, orNoAnswer } from './no-answer.ts';
import { joinName, splitName, type PersonName } from './person-name.ts';
import { normalisePhone } from './phone-number.ts';

/** A record of a person as its source has it; what it lacks is left out or ''. */
export interface RawContact {
  readonly key: string;
  /** When the record's state was known, UTC milliseconds. */
  readonly knownAt: number;
  /** The whole name, where given name and surname are not apart. */
  readonly name?: string;
  readonly given?: string;
  readonly surname?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly company?: string;
  /** The company's site or mail domain. */
  readonly website?: string;
  readonly country?: string;
  readonly city?: string;
  readonly title?: string;
}

/** A record of a person as the linker compares it. Text is folded to ASCII in lower case, country codes are upper case; '' = missing, which is neutral. */
export interface ContactColumns {
  readonly key: string;
  readonly knownAt: number;
  readonly given: string;
  readonly surname: string;
  readonly email: string;
  readonly emailUser: string;
  /** The registrable domain for an employer's address ("siemens.com" of "de.siemens.com"), the whole domain otherwise. */
  readonly emailDomain: string;
  /** An address that comes with a connection counts as a free one. */
  readonly emailKind: 'work' | 'free' | 'disposable' | 'host' | '';
  /** True for a role's or a department's address (info@): evidence of the company, never of the person. */
  readonly isSharedMailbox: boolean;
  readonly phone: string;
  readonly company: string;
  readonly legalForm: string;
  /** Of the company's own site, else of a work address; never of a free, throw-away, connection's or host's domain. */
  readonly companyDomain: string;
  readonly country: string;
  readonly city: string;
  readonly title: string;
}

/** One record of a person in the columns of the linker. Pure; what repeats (companies, domains, countries, odd phone numbers) is remembered per thread. */
export function normaliseContact(raw: RawContact): ContactColumns {
  const country = countryCode(raw.country ?? '');
  const named = normaliseCompany(raw.company ?? '', country);
  const company = isNoCompany(named.core) ? { core: '', legalForm: '' } : named;
  const { given, surname } = nameColumns(raw);
  const mail = mailColumns(raw);
  return {
    key: raw.key, knownAt: raw.knownAt, given, surname, ...mail,
    phone: normalisePhone(raw.phone ?? '', country || countryOfDomain(mail.companyDomain)), company: company.core, legalForm: company.legalForm,
    country, city: orNoAnswer(foldText(raw.city ?? '')), title: orNoAnswer(foldText(raw.title ?? '')),
  };
}

/** Endings of countries that are in use everywhere, for what they spell. */
const spelling: ReadonlySet<string> = new Set(['io', 'co', 'ai', 'me', 'tv', 'cc', 'fm', 'ly', 'to', 'ws', 'sh', 'gg', 'im', 'nu', 'la', 'so', 'gl', 'vc', 'ag', 'st', 'ac', 'cx', 'eu']);

/** The country by which a number without a code is read where the record names none: a company at acme.de dials as Germany does. */
function countryOfDomain(domain: string): string {
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  return ending.length === 2 && !spelling.has(ending) ? countryCode(ending) : '';
}

const letter = /^.$/;

function nameColumns({ name = '', given = '', surname = '' }: RawContact): Pick<ContactColumns, 'given' | 'surname'> {
  const parts = given === '' && surname === '' ? splitName(name) : joinName(given, surname);
  return saysNoName(parts) ? { given: '', surname: '' } : parts;
}

/** "n/a" in both fields or over both, or one letter twice. */
function saysNoName({ given, middle, surname }: PersonName): boolean {
  const before = middle === '' ? given : `${given} ${middle}`;
  if (before === '' || surname === '') return orNoAnswer(before + surname) === '';
  return orNoAnswer(`${before} ${surname}`) === '' || (orNoAnswer(before) === '' && orNoAnswer(surname) === '') || (letter.test(surname) && given === surname);
}

function mailColumns({ email = '', website = '' }: RawContact): Pick<ContactColumns, 'email' | 'emailUser' | 'emailDomain' | 'emailKind' | 'isSharedMailbox' | 'companyDomain'> {
  const { address, user, ownersDomain, kind, isShared } = normaliseEmail(email);
  return {
    email: address, emailUser: user, emailDomain: ownersDomain, emailKind: columnOf[kind], isSharedMailbox: isShared,
    companyDomain: ownDomain(website) || (kind === 'work' ? ownersDomain : ''),
  };
}

const columnOf: { readonly [K in MailDomainKind | '']: ContactColumns['emailKind'] } = { work: 'work', free: 'free', isp: 'free', disposable: 'disposable', host: 'host', '': '' };
