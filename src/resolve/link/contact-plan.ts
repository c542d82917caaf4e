import { formalNames, nameWithAddress, type ContactColumns } from '../normalise/index.ts';
import type { LinkColumn } from './comparison.ts';
import { planFor, type LinkPlan } from './plan.ts';

const columns: readonly LinkColumn[] = [
  { name: 'given', kind: 'given-name' }, { name: 'forms', kind: 'given-forms' }, { name: 'surname', kind: 'surname' }, { name: 'surnameForms', kind: 'surname-forms' }, { name: 'email', kind: 'email' },
  { name: 'emailDomain', kind: 'email-domain' }, { name: 'phone', kind: 'phone' }, { name: 'company', kind: 'company' }, { name: 'legalForm', kind: 'legal-form' },
  { name: 'companyDomain', kind: 'domain' }, { name: 'country', kind: 'country' }, { name: 'city', kind: 'city' }, { name: 'title', kind: 'job-title' },
];

/** How business contacts are linked. Each has many keys, and pairs of crowded ones are met by two of them, so blocks may be small. */
export const contactPlan: LinkPlan = planFor(columns, { cap: 20 });

/** Values of a contact in the order of the plan's columns. An address that a role or everybody uses says where somebody works and not who they are. */
export function contactValues(contact: ContactColumns): string[] {
  const isOwn = !contact.isSharedMailbox && contact.emailKind !== 'disposable';
  const { given, surname } = isOwn ? nameWithAddress(contact, contact.emailUser, contact.emailKind === 'work') : contact;
  return [
    given, formalNames(given).join(' '), surname, formalNames(surname).join(' '), isOwn ? contact.email : '', isOwn && contact.emailKind === 'work' ? contact.emailDomain : '', contact.phone,
    contact.company, contact.legalForm, contact.companyDomain, contact.country, contact.city, contact.title,
  ];
}
