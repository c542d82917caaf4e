import { createHash } from 'node:crypto';
import { oneForm } from './fold-text.ts';
import { mailDomainKind, type MailDomainKind } from './mail-domains.ts';
import { remember } from './remember.ts';
import { registrableDomain } from './web-domain.ts';

/** A mail address for comparison. All parts '' where the text is none. */
export interface EmailAddress {
  /** Lower case, without a tag, and without dots where the host ignores them. */
  readonly address: string;
  readonly user: string;
  readonly domain: string;
  /** The registrable domain for an employer's address ("siemens.com" of "de.siemens.com"), the whole domain otherwise. */
  readonly ownersDomain: string;
  readonly kind: MailDomainKind | '';
  /** A role's or a department's box (info@, sales@): several people read it, so it says nothing about who a person is. So is one that is called as its domain. */
  readonly isShared: boolean;
}

const none: EmailAddress = { address: '', user: '', domain: '', ownersDomain: '', kind: '', isShared: false };
const brackets = /^.*<([^<>]+)>\s*$/;
const scheme = /^mailto:/i;
const userForm = /^[^\s@"(),:;<>[\]\\]{1,64}$/;
const domainForm = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const latin = /^[\x21-\x7e]+$/;
const dots = /\./g;
const tag = /[-+].*$/;

/** Names of one provider: an address at either is the same box. */
const sameHost: ReadonlyMap<string, string> = new Map([
  ['googlemail.com', 'gmail.com'], ['ya.ru', 'yandex.ru'], ['yandex.com', 'yandex.ru'], ['yandex.by', 'yandex.ru'], ['yandex.kz', 'yandex.ru'],
  ['pm.me', 'proton.me'], ['protonmail.com', 'proton.me'], ['protonmail.ch', 'proton.me'], ['me.com', 'icloud.com'], ['mac.com', 'icloud.com'],
]);
/** Hosts that deliver a.b@ and ab@ into one box. */
const ignoresDots: ReadonlySet<string> = new Set(['gmail.com', 'proton.me']);
/** Hosts whose tags begin with a hyphen; everywhere else a hyphen is part of the name. */
const hyphenTags: ReadonlySet<string> = new Set(['yahoo.com', 'ymail.com', 'rocketmail.com', 'yahoo.co.uk', 'yahoo.de', 'yahoo.fr', 'yahoo.it', 'yahoo.es', 'yahoo.co.in', 'yahoo.ca']);

const roles: ReadonlySet<string> = new Set(`
  info infos information contact contacts contactus kontakt contacto contato contatti office buero bureau hello hallo hi hola bonjour ciao mail email post postmaster webmaster hostmaster admin administrator administration administracion verwaltung
  sales vertrieb verkauf ventas vendas vendite commercial commerciale verkoop orders order bestellung bestellungen bestellen commandes pedidos ordini offers angebote quotes quote rfq tender tenders ausschreibung presales inside-sales
  support help helpdesk service services customerservice customer-service customercare customer-care kundenservice kundendienst servicedesk hilfe aide ayuda suporte assistenza technik tech technical
  marketing pr press presse media news newsletter events event webinar webinars communications communication kommunikation social community partner partners partnerships
  billing invoice invoices invoicing rechnung rechnungen buchhaltung accounting accounts accountspayable accounts-payable ap ar accountsreceivable finance finanzen finanzas finances comptabilite facturation facturas facturacion fatture fatturazione amministrazione payments payment payroll treasury credit
  hr jobs job careers career karriere bewerbung bewerbungen recruiting recruitment recruiter talent personal people rh rrhh
  purchasing procurement einkauf achats compras acquisti inkoop supplier suppliers vendor vendors logistics logistik shipping versand warehouse lager dispatch
  legal recht compliance privacy datenschutz dpo gdpr dsgvo security abuse noc it edv itsupport it-support sysadmin root noreply no-reply donotreply do-not-reply nobody mailer-daemon bounce bounces notifications notification alerts alert system
  team all everyone staff company firma general allgemein enquiries enquiry inquiries inquiry anfrage anfragen reception empfang rezeption frontdesk secretary sekretariat secretariat secretaria segreteria management direktion direction direccion direzione geschaeftsleitung geschaeftsfuehrung gl gf ceo cfo cto
  booking bookings reservations reservation reservierung reservas prenotazioni travel shop store webshop ecommerce online web website feedback subscribe unsubscribe demo export import quality qa production produktion engineering research rd lab labor plant werk facilities facility
  zentrale poststelle vorstand service-de info-de ipc warranty repairs repair returns retouren training academy schulung education schule school praxis kanzlei studio hotel restaurant`.trim().split(/\s+/));

/** What is typed where an address is asked for and none is given. */
const noAddress = /^(?:no[-_.]?e?mail|none|na|n[-_.]a|null|unknown|keine|test\d*|asdf\w*|a@a\.\w+)(?:$|@)/;
const nobodysDomains: ReadonlySet<string> = new Set(['test.com', 'none.com', 'noemail.com', 'nomail.com', 'asdf.com', 'na.com', 'abc.com', 'xxx.com', 'b.c', 'domain.com', 'yourcompany.com']);

/** A mail address in the one form in which two spellings of the same box are equal. Not a check that the box exists. */
export function normaliseEmail(text: string): EmailAddress {
  const at = text.lastIndexOf('@');
  if (at < 1) return none;
  const plain = text.includes('<') ? text.replace(brackets, '$1') : text;
  const cut = plain.lastIndexOf('@');
  const host = hostOf(plain.slice(cut + 1));
  const user = oneForm(plain.slice(0, cut)).trim().toLowerCase().replace(scheme, '');
  return host === null || !userForm.test(user) || isPlaceholder(user, host.written) ? none : addressOf(user, host);
}

/** A test address at one's own company is one as well: nobody is reached at it. */
const isPlaceholder = (user: string, domain: string): boolean => nobodysDomains.has(domain) || noAddress.test(`${user}@${domain}`);

function addressOf(written: string, { domain, ownersDomain, kind }: MailHost): EmailAddress {
  const user = boxOf(written, domain);
  return { address: `${user}@${domain}`, user, domain, ownersDomain, kind, isShared: roles.has(user) || roles.has(written) || user === domain.slice(0, domain.indexOf('.')) };
}

/** What stands behind the @ of addresses. */
interface MailHost extends Pick<EmailAddress, 'domain' | 'ownersDomain'> {
  readonly written: string;
  readonly kind: MailDomainKind;
}

const hostOf = remember(100_000, (host: string): MailHost | null => {
  const lower = host.trim().toLowerCase().replace(/\.$/, '');
  const written = latin.test(lower) ? lower : (URL.canParse(`http://${lower}`) ? new URL(`http://${lower}`).hostname : '');
  if (!domainForm.test(written) || registrableDomain(written).domain === '') return null;
  const domain = sameHost.get(written) ?? written;
  const kind = mailDomainKind(domain);
  return { written, domain, kind, ownersDomain: kind === 'work' ? registrableDomain(domain).domain : domain };
});

function boxOf(user: string, domain: string): string {
  const cut = hyphenTags.has(domain) ? user.search(tag) : user.indexOf('+');
  const bare = cut > 0 ? user.slice(0, cut) : user;
  const joined = ignoresDots.has(domain) ? bare.replace(dots, '') : bare;
  return joined === '' ? bare : joined;
}

/**
 * The forms in which an address travels hashed: SHA-256, lower-case hex, of the normalised address, and of the address as written in lower case
 * where that differs, which is what most senders hash. None for what is no address. Two addresses are one box where they have a hash in common.
 */
export function emailHashes(text: string): readonly string[] {
  const { address } = normaliseEmail(text);
  if (address === '') return [];
  return [...new Set([address, text.trim().toLowerCase()])].map((form) => createHash('sha256').update(form).digest('hex'));
}

const sha256Form = /^[0-9a-f]{64}$/;
/** The hash that a text already is, in lower case; '' where it is none. */
export const asSha256 = (text: string): string => {
  const hash = text.trim().toLowerCase();
  return sha256Form.test(hash) ? hash : '';
};
