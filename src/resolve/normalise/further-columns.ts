import type { RawContact } from './contact.ts';
import { foldText } from './fold-text.ts';
import { remember } from './remember.ts';

/** What the columns of a source tell that no kind of record declares, by the names that people and CRMs give them: folded, without spaces; the surer first. */
const names = {
  given: 'firstname givenname forename vorname prenom nombre nome imie fornamn fornavn',
  surname: 'lastname surname familyname nachname familienname nomdefamille apellido apellidos cognome sobrenome nazwisko efternamn etternavn achternaam',
  phone: 'phone phonenumber telephone businessphone workphone telefon telefono telefone',
  mobile: 'mobile mobilephone mobilephonenumber cellphone cell handy mobil portable movil cellulare celular',
  website: 'website websiteurl companydomainname companywebsite homepage webseite siteweb sitioweb web url domain companydomain',
  country: 'country mailingcountry billingcountry othercountry countryregion address1country companycountry countrycode land pays pais paese kraj',
  city: 'city mailingcity billingcity town address1city ort stadt wohnort ville ciudad citta cidade miasto stad plaats',
  lei: 'lei leicode legalentityidentifier leinumber',
  vatId: 'vatid vatnumber vat vatno vatregistrationnumber vatregno vatcode taxid taxnumber ustid ustidnr uidnummer umsatzsteueridentifikationsnummer umsatzsteuerid mwstnummer tva numerodetva numtva tvaintracommunautaire nif cif partitaiva piva btwnummer btw nipnumber momsnummer',
  registryNumber: 'registrationnumber companynumber companyregistrationnumber companyregistration registernumber registrynumber regnumber regno crn companiesnumber handelsregisternummer handelsregister hrb siren siret numerosiren kvk kvknummer cvr orgnr organisationsnummer organizationnumber abn acn ein cnpj krs ico numeroderegistro',
} as const;
export type FurtherColumn = keyof typeof names;
export type FurtherColumns = Partial<Readonly<Record<FurtherColumn, string>>>;

interface Meaning {
  readonly column: FurtherColumn;
  /** How sure the name is: 0 is surest. */
  readonly place: number;
}

const meaningOf = new Map(Object.entries(names).flatMap(([column, list]) => list.split(' ').map((name, place): [string, Meaning] => [name, { column: column as FurtherColumn, place }])));
const meaning = remember(2_000, (header: string): Meaning | null => meaningOf.get(foldText(header).replaceAll(' ', '')) ?? null);

/** The values of a record's further columns that tell who or which company it is. Of two columns with one meaning the surer name's counts. */
export function furtherColumns(attributes: Readonly<Record<string, string>>): FurtherColumns {
  const found: Partial<Record<FurtherColumn, { place: number; header: string; value: string }>> = {};
  for (const [header, value] of Object.entries(attributes)) {
    const means = value === '' ? null : meaning(header);
    if (means === null) continue;
    const before = found[means.column];
    if (before === undefined || means.place < before.place || (means.place === before.place && header < before.header)) found[means.column] = { place: means.place, header, value };
  }
  return Object.fromEntries(Object.entries(found).map(([column, { value }]) => [column, value]));
}

/** A record of a person with what its further columns tell, where it tells nothing of it itself. */
export function withFurtherColumns(raw: RawContact, attributes: Readonly<Record<string, string>>): RawContact {
  const { given, surname, phone, mobile, website, country, city } = furtherColumns(attributes);
  const told = { given, surname, phone: phone ?? mobile, website, country, city };
  const missing = Object.entries(told).filter(([field, value]) => value !== undefined && !raw[field as keyof typeof told]);
  return { ...raw, ...Object.fromEntries(missing) };
}
