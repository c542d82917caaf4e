import type { CompanyTold, PersonTold } from './told.ts';

/** log2 of the odds against chance; 64 where nobody else can leave the trace. */
const ownBits = 64;
const bitsPerSlip = 3;
/** The demo companies draw first and last names evenly from thirty, titles from ten, countries from eight, cities from two or three, and names of accounts from 25 × 18 × 18 parts. */
const bits = { name: Math.log2(30), initial: Math.log2(26), title: Math.log2(10), country: Math.log2(8), city: 1, wholeName: Math.log2(8100), firstWord: Math.log2(450) } as const;
/** Numbers that are one slip away: somebody else may have one of them. */
const slippedNumber = 17;
/** How often two records of one person stand on both sides of a change of job: 6 % who moved, half of their pairs. */
const movedBits = -Math.log2(0.06 * 0.5);
/** An observer who does not know who is at a company takes it for one of five people at least. */
const fewestPeople = 5;

/** What two records of one person say for being of one person; −Infinity where nothing names anybody. */
export function personBits(a: PersonTold, b: PersonTold, people: number): number {
  const keys = keyBits(a, b, people);
  if (keys === ownBits) return ownBits;
  const given = a.given === 'nothing' || b.given === 'nothing' ? 0 : a.given === 'name' && b.given === 'name' ? bits.name : bits.initial;
  const names = given + (a.surname && b.surname ? bits.name : 0);
  if (names + keys === 0) return Number.NEGATIVE_INFINITY;
  const isSameCompany = a.account === b.account;
  const place = isSameCompany ? Math.log2(people / fewestPeople) : -movedBits;
  const title = isSameCompany && a.title !== '' && a.title === b.title ? bits.title : 0;
  return names + keys + place + title - bitsPerSlip * (a.nameSlips + b.nameSlips);
}

function keyBits(a: PersonTold, b: PersonTold, people: number): number {
  const isMail = a.mail === b.mail && (a.mail === 'private' || (a.mail === 'work' && a.account === b.account));
  if (isMail && a.mailSlips + b.mailSlips === 0) return ownBits;
  const isNumber = a.number !== '' && a.number === b.number;
  if (isNumber && a.isMobile && a.phoneSlips + b.phoneSlips === 0) return ownBits;
  return (isMail ? Math.log2(people) : 0) + (isNumber && a.isMobile ? slippedNumber : 0);
}

/** What two records of one company say for being of one company. */
export function companyBits(a: CompanyTold, b: CompanyTold): number {
  if ((a.domain && b.domain) || (a.vat && b.vat)) return ownBits;
  const name = a.name === 'whole' && b.name === 'whole' ? bits.wholeName : bits.firstWord;
  return name + (a.country && b.country ? bits.country : 0) + (a.city && b.city ? bits.city : 0) - bitsPerSlip * (a.nameSlips + b.nameSlips);
}
