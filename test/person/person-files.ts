import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomStream } from '../../src/learn/index.ts';

/** What must never reach a person: it stands in every cell that is about a deal. */
export const dealCanary = 'qzdealcanary';

const lines = (rows: readonly string[]): string => `${rows.join('\n')}\n`;

export interface Changed {
  /** Job title of the contact C-1. */
  readonly title?: string;
}

const amounts = (index: number): number => 7_391_000 + index * 17;

/** Files of a small company: two people with three records, deals full of canaries, and touches that bring both together. */
export function personFiles({ title = 'Buyer' }: Changed = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-person-'));
  const put = (name: string, rows: readonly string[]): void => { writeFileSync(join(folder, name), lines(rows)); };
  mkdirSync(folder, { recursive: true });
  put('accounts.csv', ['Account ID,Account Name', 'A-1,Borwood Tools']);
  put('contacts.csv', ['Contact ID,Full Name,Email,Job Title,Account ID,Newsletter,Discount agreed,Sales notes', `C-1,Rosa Dahl,rosa@example.com,${title},A-1,yes,${dealCanary}disc,${dealCanary}note`, `C-2,Ivo Brandt,ivo@example.com,CFO,A-1,no,${dealCanary}disc,`]);
  put('leads.csv', ['Lead ID,Full Name,Email,Company,Lead Source,Status,Created Date,Converted Date,Converted Opportunity ID', `L-1,R. Dahl,r.dahl@example.com,Borwood,Web,Converted ${dealCanary},2026-02-03,2026-03-01,${dealCanary}-0`]);
  put('deals.csv', ['Deal ID,Deal Name,Account ID,Stage,Amount,Created Date,Close Date,Probability,Next Step,Loss Reason', ...Array.from({ length: 30 }, (_, index) =>
    `${dealCanary}-${index},${dealCanary} deal ${index},A-1,${['Won', 'Lost', 'Proposal'][index % 3]},${amounts(index)},2026-0${1 + (index % 6)}-10,2026-0${2 + (index % 6)}-10,0.${31 + index},${dealCanary} step,${dealCanary} reason`)]);
  put('activities.csv', ['Activity ID,Deal ID,Contact ID,Type,Subject,Date', ...Array.from({ length: 12 }, (_, index) => `T-${index},${dealCanary}-${index},${index % 3 === 0 ? 'C-2' : 'C-1'},${index % 2 === 0 ? 'Call' : 'Meeting'},${dealCanary} subject,2026-0${1 + (index % 6)}-15`)]);
  return folder;
}

/** Headers under which exports keep on the contact what belongs to deals. */
const dealHeaders = [
  'Discount agreed', 'Sales notes', 'Deal value', 'Number of associated deals', 'Recent Deal Amount', 'Opportunity stage', 'Win probability', 'Lead score', 'Annual Revenue', 'Next step', 'Loss reason', 'Quote no', 'Lifetime value', 'Last order', 'Price list',
  'Rabatt', 'Umsatz 2025', 'Abschlusswahrscheinlichkeit', 'Angebot', 'Verlustgrund', 'Bemerkung', 'Interne Notiz', 'Nächster Schritt', 'Remise accordée', 'Chiffre d’affaires', 'Probabilité', 'Commentaire interne', 'Montant', 'Descuento', 'Importe', 'Oportunidad', 'Próximo paso', 'Notas',
  'deal_discount', 'closeProbability', 'ARR', 'Upsell potential', 'Objections', 'Budget',
];

/** A small company at random: people whose records carry, under such headers, texts that no person outside may read. */
export function randomPersonFiles(seed: number): string {
  const random = randomStream('person files', seed);
  const pick = <T>(list: readonly T[], count: number): T[] => list.map((one) => [random(), one] as const).sort(([a], [b]) => a - b).slice(0, count).map(([, one]) => one);
  const folder = personFiles();
  const headers = pick(dealHeaders, 12);
  const people = Array.from({ length: 3 }, (_, index) => [`C-${index + 1}`, `Person ${index}`, `p${index}@example.com`, 'Buyer', 'A-1', ...headers.map(() => `${dealCanary}${Math.floor(random() * 1e6)}`)]);
  writeFileSync(join(folder, 'contacts.csv'), lines([['Contact ID', 'Full Name', 'Email', 'Job Title', 'Account ID', ...headers], ...people].map((row) => row.join(','))));
  return folder;
}

/** Texts that may be in nothing that a person outside reads: marks of deals, and their amounts in any writing. */
export const tellsOfDeals = (text: string): string[] =>
  [dealCanary, ...Array.from({ length: 30 }, (_, index) => amounts(index)).flatMap((amount) => [String(amount), amount.toLocaleString('en-US'), amount.toLocaleString('de-DE')])].filter((mark) => text.includes(mark));
