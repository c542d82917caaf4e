import { firmOf, type Firm } from './firm.ts';
import { firmLists, posts } from './lists/firms.ts';
import type { Person } from './person.ts';
import type { Carried } from './row.ts';
import type { World } from './world.ts';

/** Evidence that one person alone can leave: nobody else in the world has it. */
const ownBits = 64;
/** About eight names lie within one slip of a name, so a slip costs three bits. */
const bitsPerSlip = 3;
/** Numbers within one wrong digit or one swap, as the generator makes them. */
const numbersNearby = 40;
/** Chance that two rows of somebody who moved stand on both sides of the move. */
const onBothSides = 0.35;
/** The observer knows how common things are, not who works where: a firm counts as five people at least. */
const fewestPeople = 5;

const bits = (share: number): number => -Math.log2(share);
const partOf = (rank: number, count: number, power: number): number => ((rank + 1) / count) ** (1 / power) - (rank / count) ** (1 / power);

/** What a row tells of its person's name, columns and address together. */
function givenTold(row: Carried, firm: Firm): Carried['given'] {
  if (row.given === 'name' || row.mail === 'private') return 'name';
  const byMail = row.mail === 'alias' ? (firm.pattern === 'first.last' ? 'flast' : 'first.last') : row.mail === 'work' ? firm.pattern : '';
  if (byMail === 'first.last' || byMail === 'first' || byMail === 'first_last') return 'name';
  return byMail === 'flast' || byMail === 'f.last' ? 'initial' : row.given;
}

const surnameTold = (row: Carried, firm: Firm): boolean => row.surname === 'name' || row.mail === 'private' || row.mail === 'alias' || (row.mail === 'work' && firm.pattern !== 'first');
const byAddressOnly = (row: Carried): boolean => !row.company && (row.website || ['work', 'alias', 'shared box'].includes(row.mail)) && ['nothing', 'mobile'].includes(row.phone);
const byNameOnly = (row: Carried): boolean => row.company && !row.website && !['work', 'alias', 'shared box'].includes(row.mail) && ['nothing', 'mobile'].includes(row.phone);
const tellsFirm = (row: Carried): boolean => row.company || row.website || ['work', 'alias', 'shared box'].includes(row.mail) || ['switchboard', 'desk', 'assistant'].includes(row.phone);

/** Judges pairs of rows of one person as somebody would who knows the generator's shares and how rows are spoilt, but not who is in the world. */
export class Oracle {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** log2 of P(what both rows tell | one person) over P(the same | two people drawn at random); −Infinity without any trace of a name or a key. Terms: the folder's README. */
  weigh(person: Person, a: Carried, b: Carried): number {
    const keys = this.#keyBits(person, a, b);
    if (keys === ownBits) return ownBits;
    const firmA = this.#firm(person, a);
    const firmB = this.#firm(person, b);
    const names = this.#nameBits(person, a, b, firmA, firmB);
    if (names === 0 && keys === 0) return Number.NEGATIVE_INFINITY;
    return names + keys + this.#placeBits(person, a, b, firmA) + this.#postBits(a, b) - bitsPerSlip * (a.nameSlips + b.nameSlips) - this.#contradiction(a, b);
  }

  #firm(person: Person, row: Carried): Firm {
    return person.jobs.find((job) => job.firm.index === row.firm)?.firm ?? firmOf(this.#world, row.firm);
  }

  #keyBits(person: Person, a: Carried, b: Carried): number {
    const slips = a.mailSlips + b.mailSlips;
    const isMail = a.mail === b.mail && (a.mail === 'private' || (a.mail === 'work' && a.firm === b.firm));
    if (isMail && slips === 0) return ownBits;
    if (a.phone !== 'mobile' || b.phone !== 'mobile' || a.number !== b.number) return isMail ? Math.log2(this.#world.people) : 0;
    if (a.phoneSlips + b.phoneSlips === 0) return ownBits;
    const { mobile, mobileDigits } = firmLists[(person.jobs[person.jobs.length - 1] as Person['jobs'][0]).firm.country];
    return Math.log2((mobile.length * 8 * 10 ** (mobileDigits - 1)) / numbersNearby);
  }

  #nameBits(person: Person, a: Carried, b: Carried, firmA: Firm, firmB: Firm): number {
    const told = [givenTold(a, firmA), givenTold(b, firmB)];
    const stock = this.#world.stocks[person.origin];
    const given = told.includes('nothing') ? 0 : bits(told.includes('initial') ? stock.initialShare(person.given.own) : person.given.share);
    if (!surnameTold(a, firmA) || !surnameTold(b, firmB)) return given;
    const isFamily = person.isFamily && a.firm === b.firm;
    return given + bits(isFamily ? Math.max(person.surname.share, Math.min(1, 1.5 / firmA.people)) : person.surname.share);
  }

  /** The firm, or else the city, and where the name comes from. */
  #placeBits(person: Person, a: Carried, b: Carried, firm: Firm): number {
    const { countries, countryDraw, setting } = this.#world;
    const shareOf = (country: Person['origin']): number => countryDraw.share(countries.indexOf(country));
    if (a.firm !== b.firm || !tellsFirm(a) || !tellsFirm(b)) {
      const isCity = a.firm === b.firm && a.city && b.city;
      return bits(shareOf(person.origin)) + (isCity ? bits(partOf(firm.city, firmLists[firm.country].cities.length, 1.5)) : 0);
    }
    const origin = person.origin === firm.country ? 1 - setting.foreigners * (1 - shareOf(person.origin)) : setting.foreigners * shareOf(person.origin);
    return bits(origin) + Math.max(bits(this.#firmShare(a, b, firm)), this.#deskBits(a, b));
  }

  /** Share of people who would leave the same trace of a firm. */
  #firmShare(a: Carried, b: Carried, firm: Firm): number {
    const { people } = this.#world;
    const group = firm.sharesDomain && (byAddressOnly(a) || byAddressOnly(b)) ? firmOf(this.#world, firm.parent).people : 0;
    return Math.min(1, (Math.max(firm.people, fewestPeople) + group) / people + (byNameOnly(a) || byNameOnly(b) ? firm.nameShare : 0));
  }

  #deskBits(a: Carried, b: Carried): number {
    if (a.phone !== b.phone || a.number !== b.number || a.phoneSlips + b.phoneSlips > 0) return 0;
    if (a.phone === 'desk') return Math.log2(this.#world.people / 2);
    return a.phone === 'assistant' ? Math.log2(this.#world.people / 3) : 0;
  }

  #postBits(a: Carried, b: Carried): number {
    return a.post >= 0 && a.post === b.post ? bits(partOf(a.post, posts.length, 1.4)) : 0;
  }

  /** What speaks against: two firms, two posts or two cities mean a change of job; two mobiles mean one with a new number. */
  #contradiction(a: Carried, b: Carried): number {
    const { jobChanges, mobileKept } = this.#world.setting;
    const hasMoved = a.firm !== b.firm && ((tellsFirm(a) && tellsFirm(b)) || (a.city && b.city) || (a.post >= 0 && b.post >= 0 && a.post !== b.post));
    const hasNewNumber = a.phone === 'mobile' && b.phone === 'mobile' && a.number !== b.number;
    return (hasMoved ? bits(jobChanges * onBothSides) : 0) + (hasNewNumber ? bits(hasMoved ? 1 - mobileKept : jobChanges * onBothSides * (1 - mobileKept)) : 0);
  }
}
