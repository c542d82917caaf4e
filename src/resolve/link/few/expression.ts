import { functions } from './functions.ts';
import { tokensOf, type Token } from './tokens.ts';

/** What a column or an expression holds: a text, a number, whether something holds, or a list. Hashes are decimal texts. */
export type Value = string | number | boolean | readonly Value[];
export type Row = Readonly<Record<string, Value>>;
export type Reading = (row: Row) => Value;

/**
 * Reads an SQL expression over the columns of a row: the same text that an engine is given, for so few rows that the engine would take longer to
 * plan the statement than to run it. What the linker's plans are made of is known here: operators, CASE, CAST and the functions of `functions.ts`.
 * Throws `RangeError` at anything else.
 */
export function readExpression(text: string): Reading {
  const reader = new Reader(tokensOf(text));
  const reading = reader.either();
  reader.end();
  return reading;
}

const holds = (value: Value): boolean => value === true || (typeof value === 'number' && value !== 0);

const compared: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  '=': (a, b) => a === b, '!=': (a, b) => a !== b, '<>': (a, b) => a !== b,
  '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b,
};
const reckoned: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b,
};

/** By rank: OR, AND, NOT, comparisons, sums, products, what stands alone. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(): Reading {
    let left = this.#both();
    while (this.#takes('OR')) {
      const [one, other] = [left, this.#both()];
      left = (row) => holds(one(row)) || holds(other(row));
    }
    return left;
  }

  #both(): Reading {
    let left = this.#negated();
    while (this.#takes('AND')) {
      const [one, other] = [left, this.#negated()];
      left = (row) => holds(one(row)) && holds(other(row));
    }
    return left;
  }

  #negated(): Reading {
    if (!this.#takes('NOT')) return this.#comparison();
    const denied = this.#negated();
    return (row) => !holds(denied(row));
  }

  #comparison(): Reading {
    const left = this.#ranked(['+', '-'], () => this.#ranked(['*', '/', '%'], () => this.#single()));
    if (this.#takes('BETWEEN')) return this.#between(left);
    const compare = compared[this.#next()?.text ?? ''];
    if (compare === undefined || this.#next()?.kind !== 'sign') return left;
    this.#at += 1;
    const right = this.#sum();
    return (row) => compare(left(row), right(row));
  }

  #between(value: Reading): Reading {
    const least = this.#sum();
    this.#expect('AND');
    const most = this.#sum();
    return (row) => least(row) <= value(row) && value(row) <= most(row);
  }

  #sum(): Reading {
    return this.#ranked(['+', '-'], () => this.#ranked(['*', '/', '%'], () => this.#single()));
  }

  #ranked(signs: readonly string[], part: () => Reading): Reading {
    let left = part();
    for (let sign = this.#sign(signs); sign !== undefined; sign = this.#sign(signs)) {
      const [one, other, reckon] = [left, part(), reckoned[sign] as (a: number, b: number) => number];
      left = (row) => reckon(Number(one(row)), Number(other(row)));
    }
    return left;
  }

  #sign(signs: readonly string[]): string | undefined {
    const next = this.#next();
    if (next?.kind !== 'sign' || !signs.includes(next.text)) return undefined;
    this.#at += 1;
    return next.text;
  }

  #single(): Reading {
    const token = this.#take();
    if (token.kind === 'number') { const value = Number(token.text); return () => value; }
    if (token.kind === 'text') return () => token.text;
    if (token.kind === 'name') return this.#named(token.text);
    if (token.text === '-') { const value = this.#single(); return (row) => -Number(value(row)); }
    if (token.text === '[') { const members = this.#listed(']'); return (row) => members.map((member) => member(row)); }
    if (token.text !== '(') throw new RangeError(`"${token.text}" begins no expression.`);
    const inner = this.either();
    this.#expect(')');
    return inner;
  }

  #named(name: string): Reading {
    if (name.toUpperCase() === 'CASE') return this.#cases();
    if (!this.#takes('(')) return (row) => columnOf(row, name);
    if (name.toUpperCase() === 'CAST') return this.#cast();
    const run = functions.get(name);
    if (run === undefined) throw new RangeError(`The function ${name} is not known for few records.`);
    const values = this.#listed(')');
    return (row) => run(...values.map((value) => value(row)));
  }

  /** A number stays what it is: types matter where it is stored. */
  #cast(): Reading {
    const value = this.either();
    this.#expect('AS');
    this.#take();
    this.#expect(')');
    return value;
  }

  #cases(): Reading {
    const cases: Array<readonly [Reading, Reading]> = [];
    while (this.#takes('WHEN')) {
      const when = this.either();
      this.#expect('THEN');
      cases.push([when, this.either()]);
    }
    this.#expect('ELSE');
    const otherwise = this.either();
    this.#expect('END');
    return (row) => (cases.find(([when]) => holds(when(row)))?.[1] ?? otherwise)(row);
  }

  #listed(end: ')' | ']'): Reading[] {
    const found: Reading[] = [];
    if (this.#takes(end)) return found;
    do found.push(this.either()); while (this.#takes(','));
    this.#expect(end);
    return found;
  }

  end(): void {
    const next = this.#next();
    if (next !== undefined) throw new RangeError(`"${next.text}" follows the end of an expression.`);
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(): Token {
    const token = this.#next();
    if (token === undefined) throw new RangeError('An expression ends too early.');
    this.#at += 1;
    return token;
  }

  #takes(word: string): boolean {
    const next = this.#next();
    if (next === undefined || next.kind === 'text' || next.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #expect(word: string): void {
    if (!this.#takes(word)) throw new RangeError(`"${word}" is missing before "${this.#next()?.text ?? 'the end'}".`);
  }
}

function columnOf(row: Row, name: string): Value {
  const value = row[name];
  if (value === undefined) throw new RangeError(`There is no column ${name}.`);
  return value;
}
