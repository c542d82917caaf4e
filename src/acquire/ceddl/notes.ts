import { ceddlSeverityOf, type CeddlFinding, type CeddlReport, type CeddlRule } from '../../model/index.ts';

/** Where something stands: names and positions from the root on, by reserved names. */
export type Place = readonly string[];

/** A value that does not fit its field: kept beside what was read. */
export interface Misfit {
  readonly place: Place;
  readonly value: unknown;
}

const mostFindings = 500;

/** A place as JSON Pointer (RFC 6901). */
export const pointerOf = (place: Place): string => place.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What is said about an object while it is read. */
export class Notes {
  readonly #findings: CeddlFinding[] = [];
  readonly misfits: Misfit[] = [];
  #more = 0;

  add(rule: CeddlRule, place: Place): void {
    if (this.#findings.length < mostFindings) this.#findings.push({ path: pointerOf(place), rule, severity: ceddlSeverityOf(rule) });
    else this.#more += 1;
  }

  /** Keeps a value that cannot be read. */
  misfit(rule: CeddlRule, place: Place, value: unknown): undefined {
    this.add(rule, place);
    this.misfits.push({ place, value });
    return undefined;
  }

  report(): CeddlReport {
    return { findings: this.#findings, more: this.#more };
  }
}
