import { snapshotAt, type Company } from '../../src/market/index.ts';
import { DAY_MS } from '../../src/model/index.ts';

type Snapshot = ReturnType<typeof snapshotAt>;

/** What simple tables say on a date, from what the CRM held on that night and on earlier ones. */
export interface SimpleChances {
  readonly baseRate: number;
  readonly stageAge: (id: string) => number;
}

const stepDays = 28;
const tablePull = 20;
const ageEdgesDays = [30, 60, 90, 150];
const isWon = (stage: string): boolean => stage === 'Closed Won';
const isOver = (stage: string): boolean => isWon(stage) || stage === 'Closed Lost';

/** Simple chances of a company on any date. No part of the product is used: this is what it must beat. */
export class SimpleTables {
  readonly #company: Company;
  readonly #createdAt: ReadonlyMap<string, number>;
  readonly #nights: ReadonlyArray<{ readonly at: number; readonly held: Snapshot }>;

  constructor(company: Company, createdAt: ReadonlyMap<string, number>) {
    this.#company = company;
    this.#createdAt = createdAt;
    const count = Math.floor((company.endMs - company.startMs) / (stepDays * DAY_MS));
    this.#nights = Array.from({ length: count }, (_, index) => company.startMs + (index + 1) * stepDays * DAY_MS).map((at) => ({ at, held: snapshotAt(company, at) }));
  }

  /**
   * Of the deals that stood in a cell of stage and age on earlier nights and have ended by the date: the share won, with 20
   * pseudo-deals at the share of all deals that have ended, which is the base rate.
   */
  on(at: number): SimpleChances {
    const now = snapshotAt(this.#company, at);
    const ended = [...now.values()].filter((deal) => isOver(deal.stage));
    const baseRate = ended.filter((deal) => isWon(deal.stage)).length / Math.max(1, ended.length);
    const cells = new Map<string, { won: number; all: number }>();
    for (const night of this.#nights.filter((one) => one.at < at)) this.#count(night.held, night.at, now, cells);
    return { baseRate, stageAge: (id) => shareIn(cells.get(this.#cell(now, id, at)), baseRate) };
  }

  #count(held: Snapshot, then: number, now: Snapshot, cells: Map<string, { won: number; all: number }>): void {
    for (const [id, deal] of held) {
      const since = now.get(id)?.stage ?? '';
      if (isOver(deal.stage) || !isOver(since)) continue;
      const key = this.#cell(held, id, then);
      const cell = cells.get(key) ?? { won: 0, all: 0 };
      cells.set(key, { won: cell.won + (isWon(since) ? 1 : 0), all: cell.all + 1 });
    }
  }

  #cell(held: Snapshot, id: string, at: number): string {
    const ageDays = (at - (this.#createdAt.get(id) ?? at)) / DAY_MS;
    return `${held.get(id)?.stage} ${ageEdgesDays.filter((edge) => ageDays > edge).length}`;
  }
}

const shareIn = (cell: { won: number; all: number } | undefined, baseRate: number): number =>
  ((cell?.won ?? 0) + tablePull * baseRate) / ((cell?.all ?? 0) + tablePull);
