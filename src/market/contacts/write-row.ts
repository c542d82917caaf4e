import { Draw, Weighted } from './draw.ts';
import { misdialled, slipped } from './slips.ts';
import { firmLists, posts } from './lists/firms.ts';
import { nicknames, type Country } from './lists/people.ts';
import { plain } from './letters.ts';
import type { StockName } from './name-stock.ts';
import { personOf, span, localPart, type Job, type Person } from './person.ts';
import { phoneText } from './phone-text.ts';
import { purpose } from './purpose.ts';
import type { Carried, ContactRow } from './row.ts';
import { systems, type Habits, type System } from './setting.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;
const dates = Array.from({ length: span.days }, (_, day) => new Date(span.startsAt + day * dayMs).toISOString().slice(0, 10));
const boxes = ['info', 'info', 'info', 'sales', 'office', 'contact', 'accounts', 'einkauf', 'support'];
const junk = ['n/a', '-', 'x', 'none', 'unknown', 'test', 'asdf', '.', 'tbd', '???'];
const junkMail = ['test@test.com', 'n/a', 'none@none.com', '-', 'noreply@example.com', 'a@b.c', 'test@example.com'];
const junkPhone = ['0', '000000', '123456789', '-', 'n/a', '+00000000', '1111111111'];
const honorifics = ['Dr.', 'Mr', 'Herr', 'Frau', 'Ms', 'Prof.', 'Dr'];

/** How somebody's carelessness scales what goes wrong. */
const carelessness = (luck: number): number => 0.4 + 1.2 * luck;

/** Writes rows one at a time; what the row just written still carries stands in `carried`, which is used again for the next. */
export class RowWriter {
  readonly carried: Carried = { source: 'crm', person: 0, firm: 0, given: 'nothing', surname: 'nothing', nameSlips: 0, mail: 'nothing', mailSlips: 0, phone: 'nothing', phoneSlips: 0, number: '', company: false, website: false, city: false, country: false, post: -1, isRepeated: false };
  readonly #world: World;
  readonly #draw = new Draw();
  readonly #systemDraw: Weighted;
  #habits: Habits;
  #care = 1;

  constructor(world: World) {
    this.#world = world;
    this.#systemDraw = new Weighted(systems.map((system) => world.setting.systems[system].weight));
    this.#habits = world.setting.systems.crm;
  }

  /** The row in this place of the file. */
  write(row: number): ContactRow {
    return this.writeOf(personOf(this.#world, this.#world.personOfRow[row] as number), this.#world.slotOfRow[row] as number, row);
  }

  writeOf(person: Person, slot: number, row: number): ContactRow {
    const draw = this.#draw.start(this.#world.seed, purpose.row, person.index, slot);
    if (slot > 0 && draw.happens(this.#world.setting.repeated)) {
      const repeated = this.writeOf(person, slot - 1, row);
      this.carried.isRepeated = true;
      return repeated;
    }
    const source = systems[this.#systemDraw.draw(draw)] as System;
    this.#habits = this.#world.setting.systems[source];
    this.#care = carelessness(draw.uniform());
    const day = draw.below(span.days);
    const job = this.#jobOn(person, day);
    this.#begin(source, person, job);
    const email = this.#email(person, job);
    const names = this.#names(person, email !== '');
    return {
      id: `${source}-${String(row + 1).padStart(8, '0')}`, source, created: dates[day] as string, ...names, email, phone: this.#phone(job, person),
      company: this.#company(job), website: this.#website(job), country: this.#country(job), city: this.#city(job), jobTitle: this.#post(job),
    };
  }

  #begin(source: System, person: Person, job: Job): void {
    const { carried } = this;
    carried.source = source;
    carried.person = person.index;
    carried.firm = job.firm.index;
    carried.number = '';
    carried.nameSlips = 0;
    carried.mailSlips = 0;
    carried.phoneSlips = 0;
    carried.isRepeated = false;
  }

  #jobOn(person: Person, day: number): Job {
    const [first, now] = person.jobs;
    if (now === undefined) return first;
    return day < person.movedAt || this.#draw.happens(this.#world.setting.stale) ? first : now;
  }

  #isMissing(rate: number): boolean {
    return this.#draw.happens(Math.min(0.97, rate * this.#care));
  }

  #befalls(rate: number): boolean {
    return this.#draw.happens(rate * this.#care);
  }

  #names(person: Person, hasMail: boolean): Pick<ContactRow, 'firstName' | 'lastName' | 'fullName'> {
    const { missing, garbage, layout } = this.#habits;
    if (this.#befalls(garbage * 0.4) && hasMail) return this.#junkNames(layout);
    const isGivenMissing = this.#isMissing(missing.given);
    const isNameless = isGivenMissing && hasMail && this.#draw.happens(0.4);
    const given = isGivenMissing ? '' : this.#given(person);
    const surname = isNameless ? '' : this.#surname(person);
    this.carried.surname = isNameless ? 'nothing' : 'name';
    if (isGivenMissing) this.carried.given = 'nothing';
    return this.#laidOut(given, surname);
  }

  #junkNames(layout: Habits['layout']): Pick<ContactRow, 'firstName' | 'lastName' | 'fullName'> {
    this.carried.given = 'nothing';
    this.carried.surname = 'nothing';
    const word = this.#draw.pick(junk);
    return layout === 'first and last' ? { firstName: word, lastName: word, fullName: '' } : { firstName: '', lastName: '', fullName: word };
  }

  #laidOut(given: string, surname: string): Pick<ContactRow, 'firstName' | 'lastName' | 'fullName'> {
    const isSwapped = given !== '' && this.#befalls(this.#habits.swapped);
    const [first, last] = isSwapped ? [surname, given] : [given, surname];
    if (this.#habits.layout === 'first and last') return { firstName: first, lastName: last, fullName: '' };
    const title = last !== '' && this.#draw.happens(0.05) ? `${this.#draw.pick(honorifics)} ` : '';
    const isReversed = this.#habits.layout === 'last, first' && first !== '' && last !== '';
    return { firstName: '', lastName: '', fullName: isReversed ? `${last}, ${title}${first}` : title === '' ? [first, last].filter((part) => part !== '').join(' ') : `${title}${first}${first === '' ? '' : ' '}${last}` };
  }

  #given(person: Person): string {
    this.carried.given = 'name';
    if (this.#befalls(this.#habits.initial)) {
      this.carried.given = 'initial';
      return `${person.given.own.charAt(0)}${this.#draw.happens(0.7) ? '.' : ''}`;
    }
    const pet = nicknames[person.given.own];
    if (pet !== undefined && this.#befalls(this.#habits.nickname * 1.6)) return this.#typed(this.#draw.pick(pet), 'name');
    return this.#typed(this.#spelling(person.given), 'name');
  }

  #surname(person: Person): string {
    return this.#typed(this.#spelling(person.surname), 'name');
  }

  #spelling(name: StockName): string {
    if (!this.#draw.happens(this.#habits.plain)) return name.own;
    return this.#draw.happens(0.6) ? name.spelt : name.bare;
  }

  /** As it comes from the keyboard: slips, capitals. */
  #typed(text: string, of: 'name' | 'other'): string {
    const { slip, slips, shout } = this.#habits;
    let typed = text;
    if (this.#befalls(slip)) {
      typed = slipped(text, slips, this.#draw);
      if (of === 'name' && typed !== text) this.carried.nameSlips += 1;
    }
    if (!this.#befalls(shout)) return typed;
    return this.#draw.happens(0.6) ? typed.toUpperCase() : typed.toLowerCase();
  }

  #email(person: Person, job: Job): string {
    const { missing, garbage, privateMail, sharedMail, alias } = this.#habits;
    this.carried.mail = 'nothing';
    if (this.#isMissing(missing.email)) return '';
    if (this.#befalls(garbage)) return this.#draw.pick(junkMail);
    if (job.address === '' || this.#draw.happens(privateMail)) return this.#address('private', person.privateAddress);
    const luck = this.#draw.uniform();
    if (luck < sharedMail) return this.#address('shared box', `${this.#draw.pick(boxes)}@${job.firm.domain}`);
    if (luck < sharedMail + alias) return this.#alias(person, job);
    return this.#address('work', job.address);
  }

  #alias(person: Person, job: Job): string {
    const at = job.address.indexOf('@');
    if (this.#draw.happens(0.3)) return this.#address('work', `${job.address.slice(0, at)}+${this.#draw.pick(['news', 'web', 'crm', 'events'])}${job.address.slice(at)}`);
    const other = job.firm.pattern === 'first.last' ? 'flast' : 'first.last';
    return this.#address('alias', `${localPart(person.given, person.surname, other)}${job.address.slice(at)}`);
  }

  #address(kind: Carried['mail'], address: string): string {
    this.carried.mail = kind;
    if (!this.#befalls(this.#habits.slip)) return this.#draw.happens(0.04) ? address.charAt(0).toUpperCase() + address.slice(1) : this.#draw.happens(0.01) ? address.toUpperCase() : address;
    this.carried.mailSlips = 1;
    const at = address.indexOf('@');
    return slipped(address.slice(0, at), this.#habits.slips, this.#draw) + address.slice(at);
  }

  #phone(job: Job, person: Person): string {
    const { missing, garbage, mobile, directLine, assistantLine } = this.#habits;
    this.carried.phone = 'nothing';
    if (this.#isMissing(missing.phone)) return '';
    if (this.#befalls(garbage)) return this.#draw.pick(junkPhone);
    const luck = this.#draw.uniform();
    if (luck < assistantLine && job.assistantDesk !== '') return this.#dialled('assistant', job, job.assistantDesk);
    if (luck < mobile) return job.mobile === '' ? this.#switchboard(job) : this.#mobile(job.mobile, person);
    if (luck < mobile + directLine && job.desk !== '') return this.#dialled('desk', job, job.desk);
    return this.#switchboard(job);
  }

  #switchboard(job: Job): string {
    return this.#dialled('switchboard', job, `${job.firm.line}${'0'.repeat(job.firm.deskDigits)}`);
  }

  #mobile(number: string, person: Person): string {
    const now = person.jobs[person.jobs.length - 1] as Job;
    const owner = now.mobile === number ? now : person.jobs[0];
    return this.#asTyped('mobile', owner.firm.country, number.slice(0, number.length - firmLists[owner.firm.country].mobileDigits), number);
  }

  #dialled(kind: 'switchboard' | 'desk' | 'assistant', job: Job, local: string): string {
    const area = (firmLists[job.firm.country].cities[job.firm.city] as readonly [string, string])[1];
    return this.#asTyped(kind, job.firm.country, area, area + local);
  }

  #asTyped(kind: Carried['phone'], country: Country, area: string, number: string): string {
    this.carried.phone = kind;
    this.carried.number = `${country}${number}`;
    const text = phoneText(country, area, number.slice(area.length), this.#draw);
    if (!this.#befalls(this.#habits.slip)) return text;
    this.carried.phoneSlips = 1;
    return misdialled(text, this.#draw);
  }

  #company({ firm }: Job): string {
    const { missing, garbage, noForm, shortFirm } = this.#habits;
    this.carried.company = false;
    if (this.#isMissing(missing.company)) return '';
    if (this.#befalls(garbage * 0.5)) return this.#draw.pick(junk);
    this.carried.company = true;
    const name = this.#draw.happens(this.#habits.plain * 0.5) ? plain(firm.core, this.#draw.happens(0.6) ? 'spelt' : 'bare') : firm.core;
    const luck = this.#draw.uniform();
    if (luck < shortFirm) return this.#typed(firm.short, 'other');
    const forms = firmLists[firm.country].forms[firm.form] as readonly string[];
    const typed = this.#typed(name, 'other');
    if (luck < shortFirm + noForm) return typed;
    const form = this.#draw.happens(0.6) ? (forms[0] as string) : this.#draw.pick(forms);
    return form.startsWith(',') ? typed + form : `${typed} ${form}`;
  }

  #website({ firm }: Job): string {
    const rate = this.#habits.missing.website;
    this.carried.website = firm.domain !== '' && !this.#isMissing(firm.people < 4 ? Math.sqrt(rate) : rate);
    if (!this.carried.website) return '';
    const style = this.#draw.uniform();
    return style < 0.5 ? `www.${firm.domain}` : style < 0.7 ? firm.domain : style < 0.9 ? `https://www.${firm.domain}/` : `http://${firm.domain}`;
  }

  #country({ firm }: Job): string {
    this.carried.country = !this.#isMissing(this.#habits.missing.country);
    const { names } = firmLists[firm.country];
    return !this.carried.country ? '' : this.#draw.happens(0.6) ? (names[0] as string) : this.#draw.pick(names);
  }

  #city({ firm }: Job): string {
    this.carried.city = !this.#isMissing(this.#habits.missing.city);
    if (!this.carried.city) return '';
    const city = (firmLists[firm.country].cities[firm.city] as readonly [string, string])[0];
    return this.#typed(this.#draw.happens(this.#habits.plain) ? plain(city, this.#draw.happens(0.6) ? 'spelt' : 'bare') : city, 'other');
  }

  #post({ post }: Job): string {
    this.carried.post = -1;
    if (this.#isMissing(this.#habits.missing.post)) return '';
    if (this.#befalls(this.#habits.garbage * 0.5)) return this.#draw.pick(junk);
    this.carried.post = post;
    const ways = posts[post] as readonly string[];
    return this.#draw.happens(0.55) ? (ways[0] as string) : this.#draw.pick(ways);
  }
}
