import type { Chance } from './chance.ts';

const beginnings = ['Al', 'Bor', 'Cal', 'Dren', 'Est', 'Fal', 'Gor', 'Hel', 'Ist', 'Jor', 'Kel', 'Lum', 'Mar', 'Nor', 'Oster', 'Pel', 'Quin', 'Ros', 'Sol', 'Tar', 'Ulm', 'Ver', 'Wes', 'Yar', 'Zel'];
const endings = ['dane', 'mark', 'vik', 'tor', 'wood', 'field', 'holm', 'stein', 'ford', 'ley', 'nova', 'brook', 'gard', 'mont', 'sund', 'berg', 'well', 'haven'];
const trades = ['Pumps', 'Logistics', 'Foods', 'Optics', 'Paper', 'Tools', 'Textiles', 'Plastics', 'Medical', 'Cables', 'Glass', 'Energy', 'Software', 'Freight', 'Chemicals', 'Packaging', 'Steel', 'Bearings'];
const forms = ['GmbH', 'Ltd', 'SA', 'Inc', 'BV', 'AB', 'SpA', 'AG'];
const firstNames = ['Amara', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farid', 'Greta', 'Hana', 'Igor', 'Jasper', 'Keiko', 'Lars', 'Mina', 'Noor', 'Oscar', 'Priya', 'Quentin', 'Rosa', 'Sven', 'Tariq', 'Uma', 'Vera', 'Wanda', 'Xavier', 'Yusuf', 'Zoe', 'Anton', 'Beatriz', 'Cedric', 'Daria'];
const lastNames = ['Abel', 'Brandt', 'Costa', 'Dahl', 'Egan', 'Falk', 'Garza', 'Hoang', 'Ito', 'Jansen', 'Kaya', 'Lindqvist', 'Moreau', 'Nowak', 'Okafor', 'Petrov', 'Quist', 'Rossi', 'Sato', 'Tanaka', 'Ueda', 'Varga', 'Weber', 'Xu', 'Yilmaz', 'Zapata', 'Almeida', 'Bianchi', 'Castro', 'Doyle'];

/** Made-up names; no list of real companies or people stands behind them. */
export const companyName = (chance: Chance): string => `${chance.pick(beginnings)}${chance.pick(endings)} ${chance.pick(trades)} ${chance.pick(forms)}`;
export const sellerName = (chance: Chance): string => `${chance.pick(beginnings)}${chance.pick(endings)} Instruments (Demo)`;
export const personName = (chance: Chance): string => `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
export const domainOf = (company: string): string => `${company.toLowerCase().split(' ').slice(0, 2).join('-').replace(/[^a-z-]/g, '')}.example`;

export const titles = ['Head of Operations', 'Plant Manager', 'Purchasing Manager', 'CFO', 'IT Director', 'Quality Lead', 'Project Engineer', 'Legal Counsel', 'CEO', 'Maintenance Manager'];
export const industries = ['Manufacturing', 'Logistics', 'Healthcare', 'Energy', 'Food', 'Chemicals'];
export const countries = ['Germany', 'France', 'Netherlands', 'Italy', 'Sweden', 'Spain', 'Poland', 'Austria'];
export const sizeBands = ['1-49', '50-249', '250-999', '1000+'];
export const sources = ['Web', 'Referral', 'Trade show', 'Partner', 'Outbound', 'Existing customer'];
export const activityTypes = ['Email', 'Call', 'Meeting', 'Demo', 'Visit'];
