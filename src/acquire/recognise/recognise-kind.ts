import path from 'node:path';
import { fieldsOf, kindNames, type Kind } from '../../model/index.ts';
import { matchFields, type FieldMatch } from './match-fields.ts';
import { matchByValues } from './match-by-values.ts';
import { outcomeWord } from './outcome-words.ts';
import type { ColumnProfile } from './profile.ts';
import { idNames, tableWords } from './synonyms.ts';

/** What kind of records a table holds, and which column is which field. */
export interface RecognisedTable {
  readonly kind: Kind;
  readonly confidence: number;
  readonly why: string;
  readonly matches: readonly FieldMatch[];
}

/** How much each field speaks for its kind: names that only one kind has count most. */
const weights: { readonly [K in Kind]?: Readonly<Record<string, number>> } = {
  deal: { stage: 2, status: 0.8, amount: 1, closedAt: 1.2, createdAt: 0.5, expectedCloseAt: 1.5, probability: 1.2, owner: 0.5, accountName: 0.5, accountId: 0.3, name: 0.5, product: 0.5, source: 0.5, type: 0.5, nextStep: 1, lossReason: 1.2, leadId: 0.3, currency: 0.2 },
  lead: { status: 0.6, source: 0.9, convertedAt: 1.5, converted: 1.8, createdAt: 0.6, company: 0.7, email: 0.6, name: 0.4, campaign: 0.8, respondedAt: 1.4, owner: 0.2 },
  contact: { email: 1.2, name: 0.5, title: 1.2, phone: 0.9, accountName: 0.5, accountId: 0.5, role: 0.5 },
  account: { name: 0.8, industry: 1, employees: 1.2, annualRevenue: 0.8, domain: 1.1, country: 0.4, region: 0.3, sizeBand: 0.6, parent: 0.9, owner: 0.3 },
  stage_change: { dealId: 1.2, stage: 1, fromStage: 2.2, at: 0.8, by: 0.5, expectedCloseAt: 0.3, probability: 0.3 },
  activity: { type: 1, subject: 0.9, dealId: 0.8, contactId: 0.5, direction: 1.2, owner: 0.4, at: 0.8, recordedAt: 0.3, accountName: 0.2, accountId: 0.2 },
  product: { name: 1, price: 1.3, family: 1 },
  invoice: { at: 0.6, amount: 0.8, accountId: 0.4, accountName: 0.4, product: 0.3, dealId: 0.2 },
  cost: { amount: 0.6, at: 0.4, category: 0.9, dealId: 0.6, accountId: 0.3 },
  campaign: { name: 0.8, channel: 1, spend: 1.6, at: 0.5, endsAt: 0.7 },
  rep: { name: 1, manager: 2, team: 1.4 },
  deal_contact: { dealId: 1, contactId: 1, role: 2, at: 0.2, toldBy: 0.8 },
  answer: { dealId: 0.6, contactId: 0.3, said: 1.6, askedAt: 1.2, at: 0.6, offerWanted: 1.6, text: 0.2 },
};
const idWeight = 2.4;
const tableNameWeight = 1.6;
const enough = 2.9;

/** The kind that names and values speak for most; `other` where no kind has enough for it. */
export function recogniseKind(label: string, columns: readonly ColumnProfile[], told?: Kind): RecognisedTable {
  const scored = (told ? [told] : kindNames.filter((kind) => kind !== 'other')).map((kind) => score(kind, label, columns)).sort((a, b) => b.points - a.points);
  const [best, second] = scored;
  if (told && best) return { kind: told, confidence: 1, why: 'you said so', matches: best.matches };
  if (!best || best.points < enough) return otherRecords(best?.points ?? 0);
  const margin = best.points - (second?.points ?? 0);
  const confidence = Math.min(0.99, 1 - Math.exp(-best.points / 3) * (margin < 0.5 ? 2 : 1));
  return { kind: best.kind, confidence: Math.max(0.3, confidence), why: best.reasons.join('; '), matches: best.matches };
}

const otherRecords = (points: number): RecognisedTable =>
  ({ kind: 'other', confidence: Math.max(0.2, 0.9 - points / 5), why: 'neither names nor values speak for a kind that is analysed', matches: [] });

interface Score { kind: Kind; points: number; reasons: string[]; matches: FieldMatch[] }

function score(kind: Kind, label: string, columns: readonly ColumnProfile[]): Score {
  const byName = withCampaignName(kind, matchFields(kind, columns));
  const matches = [...byName, ...matchByValues(kind, columns, byName)];
  const held = new Set(matches.map((match) => match.field));
  const reasons: string[] = [];
  if (fieldsOf(kind).some(([field, { required }]) => required && !held.has(field))) return { kind, points: 0, reasons, matches };
  let points = matches.reduce((sum, match) => sum + (weights[kind]?.[match.field] ?? 0.1) * match.confidence, 0);
  if (matches.length > 0) reasons.push(`columns ${matches.slice(0, 4).map((match) => `"${match.column.header}"`).join(', ')}${matches.length > 4 ? ' and more' : ''}`);
  const id = columns.find((column) => idNames[kind].includes(column.folded));
  if (id && ownId(kind, id)) { points += weightOfId(id); reasons.push(`one row per "${id.header}"`); }
  if (tableWords[kind].test(bareLabel(label))) { points += tableNameWeight; reasons.push('the name of the table'); }
  const words = kind === 'deal' ? outcomeColumn(columns) : undefined;
  if (words) { points += 2; reasons.push(`"${words.header}" says won and lost`); }
  return { kind, points: points * plausibility(kind, matches, columns), reasons, matches };
}

/** A generic name such as "Record ID" is in every export of a CRM: it says that rows are records, not which. */
const weightOfId = (column: ColumnProfile): number => (column.folded === 'recordid' ? 0.3 : idWeight);

const ownId = (kind: Kind, column: ColumnProfile): boolean => column.unique > (kind === 'invoice' ? 0.01 : 0.97);

const bareLabel = (label: string): string => path.basename(label).toLowerCase().replace(/[_-]/g, ' ');

const outcomeColumn = (columns: readonly ColumnProfile[]): ColumnProfile | undefined => columns.find((column) => {
  if (!column.isComplete || column.values.size > 60) return false;
  const words = new Set([...column.values.keys()].map(outcomeWord));
  return words.has('won') && words.has('lost');
});

/** What contradicts a kind: a change log has many rows per deal, a list of accounts one row per name. */
function plausibility(kind: Kind, matches: readonly FieldMatch[], columns: readonly ColumnProfile[]): number {
  const of = (field: string) => matches.find((match) => match.field === field)?.column;
  const rows = columns[0]?.rows ?? 0;
  if (kind === 'stage_change') return (of('dealId')?.unique ?? 0) > 0.98 && rows > 5 ? 0.4 : 1;
  if (kind === 'account' || kind === 'rep' || kind === 'product') return (of('name')?.unique ?? 0) < 0.6 && rows > 5 ? 0.3 : 1;
  if (kind === 'campaign') return of('spend') ? 1 : 0.7;
  if (kind === 'cost') return columns.some((column) => /cost|expense|kosten|cout|gasto/.test(column.folded)) ? 1.6 : 0.5;
  if (kind === 'invoice') return columns.some((column) => /invoice|order|rechnung|factur|bestell|quantity|unitprice/.test(column.folded)) ? 1.5 : 0.9;
  if (kind === 'answer') return of('said') && (of('askedAt') || of('at')) ? 1 : 0;
  if (kind === 'deal_contact') return of('role') ? 1 : 0;
  if (kind === 'activity') return of('type') || of('subject') ? 1 : 0.6;
  if (kind === 'deal') return columns.some((column) => idNames.deal.includes(column.folded) && column.filled > 5 && column.unique < 0.9) ? 0.3 : 1;
  if (kind === 'lead') return outcomeColumn(columns) && of('source') === undefined ? 0.6 : 1;
  return 1;
}

/** Spend by channel without campaigns is a campaign per channel. */
function withCampaignName(kind: Kind, matches: FieldMatch[]): FieldMatch[] {
  if (kind !== 'campaign' || matches.some((match) => match.field === 'name') || !matches.some((match) => match.field === 'spend')) return matches;
  return matches.map((match) => (match.field === 'channel' ? { ...match, field: 'name', why: 'spend is given by channel, so each channel stands for a campaign' } : match));
}

