import { Chance } from './chance.ts';
import { sellerName } from './names.ts';
import { drawPlanted, type Planted } from './planted.ts';

export type Size = 'XS' | 'S' | 'M' | 'L';
export type Noise = 'low' | 'normal' | 'high';

export interface SimulateOptions {
  readonly seed: number;
  readonly size: Size;
  /** Last day of the world, ISO; the world starts four years before. */
  readonly endsAt: string;
  readonly noise?: Noise;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly price: number;
}

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly manager: string;
  readonly team: string;
}

/** A seller: its parameters, drawn once. Everything else is drawn from streams keyed by its seed. */
export interface Company {
  readonly seed: number;
  readonly name: string;
  readonly size: Size;
  readonly noise: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly accounts: number;
  readonly deals: number;
  readonly leads: number;
  readonly touchesPerWeek: number;
  readonly winLogit: number;
  readonly cycleDays: number;
  readonly growth: number;
  readonly products: readonly Product[];
  readonly reps: readonly Rep[];
  readonly planted: Planted;
}

export const openStages = ['Qualification', 'Discovery', 'Proposal', 'Legal review', 'Negotiation'] as const;
export const dayMs = 86_400_000;

const scale: Record<Size, number> = { XS: 0.01, S: 0.1, M: 1, L: 10 };
const noiseLevel: Record<Noise, number> = { low: 0.5, normal: 1, high: 1.6 };

/** Draws a company. Equal options give an equal company. */
export function simulate(options: SimulateOptions): Company {
  const chance = new Chance('company', options.seed);
  const factor = scale[options.size];
  const endMs = Date.parse(`${options.endsAt}T00:00:00Z`) + dayMs;
  const products = drawProducts(chance);
  const name = sellerName(chance);
  const reps = drawReps(options.seed, Math.max(3, Math.round(45 * Math.sqrt(factor))));
  return {
    seed: options.seed, name, size: options.size, noise: noiseLevel[options.noise ?? 'normal'],
    startMs: endMs - Math.round(4 * 365.25) * dayMs, endMs,
    accounts: Math.round(3600 * factor), deals: Math.round(11_000 * factor), leads: Math.round(25_000 * factor),
    touchesPerWeek: chance.between(5, 7), winLogit: chance.between(-1.3, -0.6), cycleDays: chance.between(50, 95), growth: chance.between(0.02, 0.15),
    products, reps, planted: drawPlanted(chance, products, options.seed),
  };
}

function drawProducts(chance: Chance): Product[] {
  const families = ['Meter', 'Sensor', 'Control', 'Service'];
  return families.flatMap((family, index) => [1, 2].map((step) => ({
    id: `PRD-${index * 2 + step}`, name: `${family} ${step === 1 ? 'One' : 'Pro'}`, family, price: Math.round(chance.lognormal(step === 1 ? 9_000 : 26_000, 0.3) / 100) * 100,
  })));
}

function drawReps(seed: number, count: number): Rep[] {
  const teams = ['North', 'South', 'East', 'West'];
  const named = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const chance = new Chance('rep', seed, index);
    let name = repName(chance);
    while (named.has(name)) name = repName(chance);
    named.add(name);
    const team = teams[index % teams.length] as string;
    return { id: `USR-${String(index + 1).padStart(3, '0')}`, name, manager: `Head of ${team}`, team };
  });
}

const repFirst = ['Ada', 'Ben', 'Cleo', 'Dov', 'Eva', 'Finn', 'Gia', 'Hugo', 'Ines', 'Jon', 'Kira', 'Leo', 'Maja', 'Nils', 'Olga', 'Per', 'Rita', 'Sam', 'Tess', 'Udo'];
const repLast = ['Arden', 'Birch', 'Crane', 'Dune', 'Elm', 'Frost', 'Grove', 'Heath', 'Iver', 'Jasper', 'Knoll', 'Lark', 'Marsh', 'Noble', 'Orchard', 'Pike', 'Reed', 'Stone', 'Thorn', 'Vale'];
const repName = (chance: Chance): string => `${chance.pick(repFirst)} ${chance.pick(repLast)}`;

/** The moment at a share of the world's time. */
export const momentAt = (company: Company, share: number): number => Math.floor(company.startMs + share * (company.endMs - company.startMs));

/** Quarters of the world, counted from its first. */
export const quarterIndex = (at: number): number => {
  const date = new Date(at);
  return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
};

export const quarterStart = (at: number): number => {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1);
};

export const quarterEnd = (at: number): number => {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + 3, 1);
};

/** Such as 2026-Q2, in UTC. */
export const quarterName = (at: number): string => `${new Date(at).getUTCFullYear()}-Q${Math.floor(new Date(at).getUTCMonth() / 3) + 1}`;
