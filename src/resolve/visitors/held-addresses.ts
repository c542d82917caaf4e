import { createHash } from 'node:crypto';
import type { AddressSilence, PersonKind } from '../../model/index.ts';
import { newestRows } from '../../store/index.ts';
import type { Blocked } from '../blocked/blocked-values.ts';
import { emailHashes, furtherColumns, normaliseContact, normaliseEmail, normalisePhone, withFurtherColumns, type RawContact } from '../normalise/index.ts';
import { phoneHashes } from './phone-hashes.ts';

/** An address or a number of a record by which a visitor can be known. */
export interface HeldAddress {
  readonly kind: 'email' | 'phone';
  /** As the record writes it; of a number in E.164. */
  readonly text: string;
  readonly hashes: readonly string[];
  /** The surname beside a number, as a hash; '' where the record has none. */
  readonly surname: string;
  /** Why it says nothing by itself; '' where it does. */
  readonly silent: Extract<AddressSilence, 'shared_box' | 'blocked' | 'company_line'> | '';
}

/** The newest addresses of each record of a kind, and with `numbers` what its telephone numbers follow from. */
export function addressRows(kind: PersonKind, purpose: 'store' | 'analyse', { also, numbers }: { readonly also: string; readonly numbers: boolean }): string {
  const key = `concat('${kind}:', source_system, ':', record_id) AS key, ifNull(email, '')`;
  if (!numbers) return `SELECT ${key} FROM ${newestRows(kind, purpose, 'source_system, record_id, account_id, email', also)}`;
  const phone = kind === 'contact' ? ', phone' : '';
  return `SELECT concat('${kind}:', p.source_system, ':', p.record_id) AS key, ifNull(p.email, ''), ${kind === 'contact' ? "ifNull(p.phone, '')" : "''"}, ifNull(p.name, ''), p.attributes, ifNull(a.account_country, ''), a.account_attributes
    FROM (SELECT * FROM ${newestRows(kind, purpose, `source_system, record_id, account_id, name, email${phone}, attributes`, also)}) AS p
    LEFT JOIN (SELECT source_system AS of_source, record_id AS of_account, country AS account_country, attributes AS account_attributes FROM ${newestRows('account', purpose, 'record_id, source_system, country, attributes', '')}) AS a ON p.source_system = a.of_source AND p.account_id = a.of_account`;
}

type Columns = Readonly<Record<string, string>>;

/** What a row of these holds. */
export function addressesIn([, ...values]: readonly unknown[], { without }: Blocked): HeldAddress[] {
  const [email = '', phone = '', name = '', , country = ''] = values.map(String);
  const [columns, ofAccount] = [(values[3] ?? {}) as Columns, (values[5] ?? {}) as Columns];
  const mail = emailHashes(email);
  return [...(mail.length === 0 ? [] : [{ kind: 'email', text: email, hashes: mail, surname: '', silent: silenceOfEmail(email, without) } as const]), ...numbersIn({ key: '', knownAt: 0, name, email, phone, country }, { columns, ofAccount, without })];
}

/** Boxes of a role or that anybody may open, and what is on the list of values that say nothing. */
function silenceOfEmail(email: string, without: Blocked['without']): HeldAddress['silent'] {
  const { isShared, kind } = normaliseEmail(email);
  if (isShared || kind === 'disposable') return 'shared_box';
  return without({ key: '', knownAt: 0, email }).email === '' ? 'blocked' : '';
}

/** The telephone and the mobile number. The one that the account has, too, is the company's line. */
function numbersIn(given: RawContact, { columns, ofAccount, without }: { readonly columns: Columns; readonly ofAccount: Columns; readonly without: Blocked['without'] }): HeldAddress[] {
  const raw = withFurtherColumns(given, columns);
  const { surname, phone, country } = normaliseContact(raw);
  const mobile = furtherColumns(columns).mobile ?? '';
  const line = normalisePhone(furtherColumns(ofAccount).phone ?? '', country);
  return [...new Map([[phone, raw.phone ?? ''], [normalisePhone(mobile, country), mobile]]).entries()].filter(([number]) => number !== '').map(([number, written]): HeldAddress => ({
    kind: 'phone', text: number, hashes: phoneHashes(number), surname: surname === '' ? '' : createHash('sha256').update(surname).digest('hex'),
    silent: number === line ? 'company_line' : [written, number].some((text) => without({ key: '', knownAt: 0, phone: text }).phone === '') ? 'blocked' : '',
  }));
}
