/**
 * Writes one made-up company as the benches see it: the files that are imported, and the truth that is opened only afterwards.
 * With `--systems` also its people and accounts as four systems hold them that know nothing of each other, and who is who.
 * Usage: npm run market -- [--seed N] [--noise low|normal|high] [--systems] [--into FOLDER]   (the same seed as `npm run bench -- truth --markets 1 --seed N`)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeFourSystems } from '../src/market/four-systems/index.ts';
import { simulate, truth, writeDemo } from '../src/market/index.ts';
import { noiseOf } from './noise-of.ts';
import { plantedLines } from './truth/company-report.ts';
import { unseenCompanies } from './truth/unseen-companies.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '4700' }, noise: { type: 'string', default: 'normal' }, systems: { type: 'boolean', default: false }, into: { type: 'string' } } });
const [options] = unseenCompanies({ seed: Number(values.seed), noise: noiseOf(values.noise), rounds: 1 });
if (options === undefined) throw new Error(`--seed ${values.seed}: a whole number is meant`);

const folder = path.resolve(values.into ?? `market-${values.seed}`);
mkdirSync(folder, { recursive: true });
const { name, rows } = await writeDemo(path.join(folder, 'files'), options, () => undefined);
const known = truth(simulate(options));
writeFileSync(path.join(folder, 'truth.json'), `${JSON.stringify(known, null, 1)}\n`);
process.stdout.write(`${[`${name} (company ${options.seed}): ${rows} rows in ${path.join(folder, 'files')}, the truth in ${path.join(folder, 'truth.json')}`, ...plantedLines(known)].join('\n')}\n`);

if (values.systems) {
  const written = await writeFourSystems(path.join(folder, 'systems'), options);
  process.stdout.write(`${written.map(({ source, rows: count }) => `${source}: ${count} rows in ${path.join(folder, 'systems', source)}`).join('\n')}\n`);
}
