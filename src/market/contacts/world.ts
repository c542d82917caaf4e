import { Draw, Weighted } from './draw.ts';
import { firmOf } from './firm.ts';
import type { Country } from './lists/people.ts';
import { nameStocks, type NameStock } from './name-stock.ts';
import { namesakesOf, type SharedDomains } from './person.ts';
import { purpose } from './purpose.ts';
import type { Setting } from './setting.ts';

/** Everything that must be held to write any row: whole numbers by firm, person and row. What has a name is made again when asked for. */
export interface World {
  readonly setting: Setting;
  readonly seed: number;
  readonly rows: number;
  readonly people: number;
  readonly firms: number;
  /** First person of each firm, and one past the last. */
  readonly firstOfFirm: Uint32Array;
  readonly firmOfPerson: Uint32Array;
  /** Which of the people of one firm who would get one address somebody is: 0 for the first. */
  readonly namesake: Uint8Array;
  readonly personOfRow: Uint32Array;
  /** Which of a person's rows it is. */
  readonly slotOfRow: Uint8Array;
  readonly stocks: Readonly<Record<Country, NameStock>>;
  readonly countries: readonly Country[];
  readonly countryDraw: Weighted;
}

/** Whoever reads the rows in order meets a person's rows far apart. */
const goldenRatio = 0.618_033_988_75;

/** The world of so many rows; about 13 bytes a row. Throws on fewer than 1 or more than 10 million. */
export function contactsWorld(setting: Setting, rows: number, seed: number): World {
  if (!Number.isInteger(rows) || rows < 1 || rows > 10_000_000) throw new RangeError(`contacts come by the whole number, 1 to 10,000,000: ${rows}`);
  const { personOfRow, slotOfRow, people } = spreadRows(setting, rows, seed);
  const { firmOfPerson, firstOfFirm } = spreadPeople(setting, people, seed);
  const world: World = {
    setting, seed, rows, people, firms: firstOfFirm.length - 1, firstOfFirm, firmOfPerson, namesake: new Uint8Array(people), personOfRow, slotOfRow,
    stocks: nameStocks(setting), countries: setting.countries.map(([country]) => country), countryDraw: new Weighted(setting.countries.map(([, weight]) => weight)),
  };
  const shared: SharedDomains = new Map();
  for (let firm = 0; firm < world.firms; firm += 1) namesakesOf(world, firmOf(world, firm), shared);
  return world;
}

function spreadRows(setting: Setting, rows: number, seed: number): { personOfRow: Uint32Array; slotOfRow: Uint8Array; people: number } {
  const personOfRow = new Uint32Array(rows);
  const slotOfRow = new Uint8Array(rows);
  const counts = new Weighted(setting.rowsPerPerson);
  const draw = new Draw();
  const stride = strideFor(rows);
  let people = 0;
  for (let written = 0; written < rows; people += 1) {
    const count = counts.draw(draw.start(seed, purpose.rowCount, people)) + 1;
    for (let slot = 0; slot < count && written < rows; slot += 1, written += 1) {
      const row = (written * stride) % rows;
      personOfRow[row] = people;
      slotOfRow[row] = slot;
    }
  }
  return { personOfRow, slotOfRow, people };
}

/** Step from one row of a person to the next; shares no factor with the number of rows. */
export function strideFor(rows: number): number {
  let stride = Math.max(1, Math.floor(rows * goldenRatio));
  while (commonFactor(stride, rows) !== 1) stride += 1;
  return stride;
}

const commonFactor = (a: number, b: number): number => (b === 0 ? a : commonFactor(b, a % b));

function spreadPeople(setting: Setting, people: number, seed: number): { firmOfPerson: Uint32Array; firstOfFirm: Uint32Array } {
  const firmOfPerson = new Uint32Array(people);
  const firsts: number[] = [];
  const draw = new Draw();
  for (let person = 0; person < people;) {
    const size = Math.min(setting.largestFirm, Math.floor((1 - draw.start(seed, purpose.firmSize, firsts.length).uniform()) ** (-1 / setting.firmSlope)), people - person);
    firmOfPerson.fill(firsts.length, person, person + size);
    firsts.push(person);
    person += size;
  }
  return { firmOfPerson, firstOfFirm: Uint32Array.from([...firsts, people]) };
}
