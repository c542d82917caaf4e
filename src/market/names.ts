import { Chance } from './chance.ts';

const beginnings = ['Al', 'Bor', 'Cal', 'Dren', 'Est', 'Fal', 'Gor', 'Hel', 'Ist', 'Jor', 'Kel', 'Lum', 'Mar', 'Nor', 'Oster', 'Pel', 'Quin', 'Ros', 'Sol', 'Tar', 'Ulm', 'Ver', 'Wes', 'Yar', 'Zel'];
const endings = ['dane', 'mark', 'vik', 'tor', 'wood', 'field', 'holm', 'stein', 'ford', 'ley', 'nova', 'brook', 'gard', 'mont', 'sund', 'berg', 'well', 'haven'];
const trades = ['Pumps', 'Logistics', 'Foods', 'Optics', 'Paper', 'Tools', 'Textiles', 'Plastics', 'Medical', 'Cables', 'Glass', 'Energy', 'Software', 'Freight', 'Chemicals', 'Packaging', 'Steel', 'Bearings'];
const forms = ['GmbH', 'Ltd', 'SA', 'Inc', 'BV', 'AB', 'SpA', 'AG'];
const firstNames = ['Amara', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farid', 'Greta', 'Hana', 'Igor', 'Jasper', 'Keiko', 'Lars', 'Mina', 'Noor', 'Oscar', 'Priya', 'Quentin', 'Rosa', 'Sven', 'Tariq', 'Uma', 'Vera', 'Wanda', 'Xavier', 'Yusuf', 'Zoe', 'Anton', 'Beatriz', 'Cedric', 'Daria'];
const lastNames = ['Abel', 'Brandt', 'Costa', 'Dahl', 'Egan', 'Falk', 'Garza', 'Hoang', 'Ito', 'Jansen', 'Kaya', 'Lindqvist', 'Moreau', 'Nowak', 'Okafor', 'Petrov', 'Quist', 'Rossi', 'Sato', 'Tanaka', 'Ueda', 'Varga', 'Weber', 'Xu', 'Yilmaz', 'Zapata', 'Almeida', 'Bianchi', 'Castro', 'Doyle'];

const cores = beginnings.length * endings.length * trades.length;
/** Primes that divide no list's length: stepping by one of them meets every core once before any again. */
const strides = [1009, 2221, 3571, 4663, 5801, 7001];

/**
 * Name and web domain of a seller's account; no two of the first 64,800 share either.
 * Made up: no list of real companies or people stands behind them.
 */
export function accountName(seed: number, index: number): { name: string; domain: string } {
  const chance = new Chance('account names', seed);
  const core = (chance.whole(0, cores - 1) + index * chance.pick(strides)) % cores;
  const round = Math.floor(index / cores);
  const form = forms[(core + round) % forms.length] as string;
  const first = `${beginnings[core % beginnings.length]}${endings[Math.floor(core / beginnings.length) % endings.length]}`;
  const trade = trades[Math.floor(core / (beginnings.length * endings.length))] as string;
  const parts = round === 0 ? [first, trade] : [first, trade, form];
  return { name: `${first} ${trade} ${form}`, domain: `${parts.join('-').toLowerCase()}.example` };
}

export const sellerName = (chance: Chance): string => `${chance.pick(beginnings)}${chance.pick(endings)} Instruments (Demo)`;
export const personName = (chance: Chance): string => `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;

export const titles = ['Head of Operations', 'Plant Manager', 'Purchasing Manager', 'CFO', 'IT Director', 'Quality Lead', 'Project Engineer', 'Legal Counsel', 'CEO', 'Maintenance Manager'];
export const industries = ['Manufacturing', 'Logistics', 'Healthcare', 'Energy', 'Food', 'Chemicals'];
export const countries = ['Germany', 'France', 'Netherlands', 'Italy', 'Sweden', 'Spain', 'Poland', 'Austria'];
export const sizeBands = ['1-49', '50-249', '250-999', '1000+'];
export const sources = ['Web', 'Referral', 'Trade show', 'Partner', 'Outbound', 'Existing customer'];
export const activityTypes = ['Email', 'Call', 'Meeting', 'Demo', 'Visit'];

/** Who or what moves a buyer. */
export const influences = [
  'colleague', 'boss', 'earlier experience', 'correspondent', 'consultant', 'analyst', 'policy-maker', 'supplier list',
  'online community', 'offline community', 'search', 'press', 'competitor', 'our salesperson', 'our material', 'other',
] as const;
export type Influence = (typeof influences)[number];
export const quietKinds: readonly Influence[] = ['consultant', 'correspondent', 'offline community', 'colleague', 'policy-maker'];
export const loudKinds: readonly Influence[] = ['press', 'online community', 'analyst', 'search'];

export const rivals = ['Norvane Systems', 'Kestrel Works', 'Altimo Group'];
export const outlets = ['Plant & Process', 'The Metering Post', 'Industry Daily', 'Supply Letters', 'Control Review'];
export const onlineCommunities = ['metering-forum.example', 'plant-talk.example'];
export const offlineCommunities = ['Round table of plant managers', 'Regional chamber evening', 'Spring fair'];
export const analysts = ['Brookline Research', 'Fennimore Advisers'];
export const consultants = ['Harrow & Pell', 'Castellan Engineering', 'Otis Lindgren Consulting'];
