import { randomStream, type RandomStream } from '../../src/learn/index.ts';
import { purposes, subjectOf, type Kind, type MappedRow, type PersonKind, type Purpose, type ReadPurpose } from '../../src/model/index.ts';

export interface Word { readonly subject: number; readonly purpose: Purpose; readonly statement: 'grant' | 'object' | 'withdraw' }

/** One person's record with a deal to touch, an account to belong to, and everything that was said of it. */
export interface RandomSubject {
  readonly index: number;
  readonly kind: PersonKind;
  readonly id: string;
  readonly key: string;
  /** Stands in every personal field; found again wherever a row of this person is read. */
  readonly canary: string;
  readonly deal: string;
  readonly account: string;
  /** What its touch names. */
  readonly touch: 'deal' | 'account' | 'both';
}

export interface RandomPeople {
  readonly subjects: readonly RandomSubject[];
  readonly words: readonly Word[];
  /** Pairs of neighbours said to be one person. */
  readonly links: ReadonlyArray<readonly [number, number]>;
}

const perDeal = 15;
const perAccount = 1500;
const pick = <T>(random: RandomStream, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Histories of up to six words each; a tenth of neighbours are one person. */
export function randomPeople(count: number, seed: number): RandomPeople {
  const random = randomStream('people', seed);
  const subjects = Array.from({ length: count }, (_, index): RandomSubject => {
    const kind = random() < 0.6 ? 'contact' as const : 'lead' as const;
    const canary = `kx${String(index).padStart(6, '0')}q`;
    return { index, kind, id: `r${index}`, key: subjectOf(kind, 'files', `r${index}`), canary, deal: `d${Math.floor(index / perDeal)}`, account: `a${Math.floor(index / perAccount)}`, touch: pick(random, ['deal', 'account', 'both']) };
  });
  const words = subjects.flatMap(({ index }) => Array.from({ length: Math.floor(random() * 7) }, (): Word => ({ subject: index, purpose: pick(random, purposes), statement: pick(random, ['grant', 'object', 'withdraw']) })));
  const links = subjects.flatMap(({ index }) => (index % 2 === 0 && index + 1 < count && random() < 0.2 ? [[index, index + 1] as const] : []));
  return { subjects, words: shuffled(words, random), links };
}

const shuffled = <T>(list: readonly T[], random: RandomStream): T[] => list.map((one) => [random(), one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);

/** The rows of a company in which these people touched deals. */
export function rowsOf({ subjects }: RandomPeople, kind: Kind, at: number): MappedRow[] {
  const row = (recordId: string, fields: MappedRow['fields'], attributes: Record<string, string> = {}): MappedRow => ({ recordId, line: 2, fields, attributes });
  const persons = (which: PersonKind) => subjects.filter((subject) => subject.kind === which);
  switch (kind) {
    case 'account': return [...new Set(subjects.map(({ account }) => account))].map((id) => row(id, { name: id }));
    case 'deal': return [...new Map(subjects.map(({ deal, account }) => [deal, account]))].map(([id, accountId]) => row(id, { name: id, accountId, stage: 'Open', createdAt: at }));
    case 'contact': return persons('contact').map(({ id, canary, account }) => row(id, { name: canary, email: `${canary}@example.com`, role: canary, accountId: account, createdAt: at }, { note: canary }));
    case 'lead': return persons('lead').map(({ id, canary }) => row(id, { name: canary, company: canary, createdAt: at }, { note: canary }));
    case 'activity': return subjects.map(({ id, canary, kind: of, deal, account, touch }) =>
      row(`t${id}`, { ...(touch === 'account' ? {} : { dealId: deal }), ...(touch === 'deal' ? {} : { accountId: account }), [of === 'contact' ? 'contactId' : 'leadId']: id, type: 'Call', subject: canary, at }));
    case 'answer': return persons('contact').map(({ id, canary, deal }) => row(`n${id}`, { dealId: deal, contactId: id, said: 'my boss', text: canary, at }));
    // Of whom a role is said, and who says one of somebody else.
    case 'deal_contact': return persons('contact').flatMap(({ id, canary, deal }) => [row(`g${id}`, { dealId: deal, contactId: id, role: canary, at }), row(`h${id}`, { dealId: deal, contactId: 'nobody', toldBy: id, role: canary, at })]);
    default: return [];
  }
}

/** What each later purpose needs, said once more and by itself, so that the rule is not its own judge. */
const needs: Record<ReadPurpose, readonly Purpose[]> = { store: ['store'], analyse: ['store', 'analyse'], predict: ['store', 'analyse', 'predict'] };

/** Subjects that may be read for a purpose: nobody of the person ended with a no on anything the purpose needs. */
export function mayBeRead({ subjects, words, links }: RandomPeople, purpose: ReadPurpose): Set<number> {
  const refusing = new Set<number>();
  const last = new Map<string, Word>();
  for (const word of words) last.set(`${word.subject} ${word.purpose}`, word);
  for (const word of last.values()) if (word.statement !== 'grant' && needs[purpose].includes(word.purpose)) refusing.add(word.subject);
  for (const [a, b] of links) if (refusing.has(a) || refusing.has(b)) refusing.add(a).add(b);
  return new Set(subjects.map(({ index }) => index).filter((index) => !refusing.has(index)));
}
