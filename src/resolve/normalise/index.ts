/** Values of records in the one form in which they can be compared. Pure; nothing here decides who is who. */
export { normaliseCompany, type CompanyName } from './company-name.ts';
export { normaliseContact, type ContactColumns, type RawContact } from './contact.ts';
export { countryCode } from './country-code.ts';
export { asSha256, emailHashes, normaliseEmail, type EmailAddress } from './email-address.ts';
export { foldText } from './fold-text.ts';
export { furtherColumns, withFurtherColumns, type FurtherColumn, type FurtherColumns } from './further-columns.ts';
export { mailDomainKind, ownDomain, type MailDomainKind } from './mail-domains.ts';
export { nameWithAddress } from './name-in-address.ts';
export { formalNames, mayBeOneGivenName } from './nicknames.ts';
export { isNoCompany, orNoAnswer } from './no-answer.ts';
export { joinName, splitName, type PersonName } from './person-name.ts';
export { normalisePhone } from './phone-number.ts';
export { registrableDomain, type WebDomain } from './web-domain.ts';
