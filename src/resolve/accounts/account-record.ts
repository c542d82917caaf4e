import { countryCode, foldText, isNoCompany, normaliseCompany, ownDomain, registrableDomain } from '../normalise/index.ts';
import { companyNumberOf, leiOf, vatOf, type RegistryId } from './registry-ids.ts';

/** A record of a company as its source has it; what it lacks is left out or ''. */
export interface AccountRecord {
  /** `account:<source>:<id>`, unique over all sources. */
  readonly key: string;
  readonly source: string;
  /** Its id in the source. */
  readonly id: string;
  /** When it was first known, UTC milliseconds. */
  readonly knownAt: number;
  readonly name: string;
  /** Its site or mail domain, as typed. */
  readonly domain?: string;
  readonly country?: string;
  readonly city?: string;
  readonly lei?: string;
  readonly vatId?: string;
  readonly registryNumber?: string;
  /** Id of the parent in the same source, or the parent's name. */
  readonly parent?: string;
  /** Domains of work addresses at which contacts of this record are reached: they verify its domain. */
  readonly mailDomains?: readonly string[];
}

/** What a record says about which company it is, in forms that can be compared. */
export interface AccountEvidence {
  readonly key: string;
  readonly source: string;
  readonly id: string;
  readonly knownAt: number;
  readonly core: string;
  readonly legalForm: string;
  readonly country: string;
  readonly city: string;
  /** The company's own registrable domain; '' where there is none. */
  readonly domain: string;
  /** Somebody of the company was reached at it. */
  readonly isVerified: boolean;
  readonly ids: readonly RegistryId[];
  readonly parent: string;
}

/** Evidence of a record that was not heeded, with the reason in words. */
export interface Unheeded {
  readonly key: string;
  readonly field: 'domain' | 'lei' | 'vatId' | 'registryNumber' | 'parent';
  readonly why: string;
}

export interface ReadAccount {
  readonly evidence: AccountEvidence;
  readonly unheeded: readonly Unheeded[];
}

export function readAccount(record: AccountRecord): ReadAccount {
  const country = countryCode(record.country ?? '');
  const named = normaliseCompany(record.name, country);
  const { core, legalForm } = isNoCompany(named.core) ? { core: '', legalForm: '' } : named;
  const domain = ownDomain(record.domain ?? '');
  const { ids, unheeded } = readIds(record, country);
  const mail = new Set((record.mailDomains ?? []).map(ownDomain).filter((one) => one !== ''));
  // Contacts that are all at one domain tell it where the record does not.
  const told = domain !== '' ? domain : mail.size === 1 ? [...mail][0] ?? '' : '';
  return {
    evidence: { key: record.key, source: record.source, id: record.id, knownAt: record.knownAt, core, legalForm, country, city: foldText(record.city ?? ''), domain: told, isVerified: mail.has(told), ids, parent: (record.parent ?? '').trim() },
    unheeded: [...unheeded, ...unheededDomain(record, domain)],
  };
}

function unheededDomain({ key, domain = '' }: AccountRecord, own: string): Unheeded[] {
  if (own !== '' || domain.trim() === '') return [];
  const { domain: registrable } = registrableDomain(domain);
  return [{ key, field: 'domain', why: registrable === '' ? 'it is no domain that somebody could have registered' : `${registrable} belongs to a provider or host at which anybody can be` }];
}

function readIds({ key, lei = '', vatId = '', registryNumber = '' }: AccountRecord, country: string): { ids: RegistryId[]; unheeded: Unheeded[] } {
  const ids: RegistryId[] = [];
  const unheeded: Unheeded[] = [];
  const take = (field: Unheeded['field'], text: string, id: RegistryId | null, why: string): void => {
    if (id !== null) ids.push(id);
    else if (text.trim() !== '') unheeded.push({ key, field, why });
  };
  const checked = leiOf(lei);
  take('lei', lei, checked === '' ? null : { kind: 'lei', value: checked }, 'its check digits do not hold (ISO 17442)');
  take('vatId', vatId, vatOf(vatId, country), 'it has the form of no VAT number of a country that is known here');
  take('registryNumber', registryNumber, companyNumberOf(registryNumber, country), country === '' ? 'a register\'s number says nothing without its country' : `it is no number that one register of ${country} gives to one company only`);
  return { ids, unheeded };
}
