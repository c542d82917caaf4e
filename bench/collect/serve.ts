/**
 * The real server over a data folder, without the worker, in a process of its own. Prints a line of JSON when it listens, another with
 * what was received and its own memory for each line of input, and ends when its input ends.
 * Usage: node serve.ts FOLDER collector|plain
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { buildServer } from '../../src/api/index.ts';
import { HouseApplication } from '../../src/main/application.ts';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse } from '../../src/main/house.ts';
import { openAccess } from '../../src/main/open-access.ts';
import { systemPrincipal } from '../../src/model/index.ts';
import { PlainCollecting } from './plain-collecting.ts';

/** Where the server listens and what to send with. */
export interface Serving {
  readonly port: number;
  readonly writeKey: string;
}

/** What is stored, and the memory of the server's process. */
export interface Stored {
  readonly received: number;
  readonly accepted: number;
  readonly residentMb: number;
}

const [folder = '', which = 'collector'] = process.argv.slice(2);
const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now: Date.now, newId: randomUUID, log: (line) => { process.stderr.write(`${line}\n`); } });
const application = new HouseApplication(house, house.analyst, openAccess(house, randomBytes), { runsJobsItself: false });
const { events } = await application.workspace('main');
const { writeKey } = await events.createSource(`bench-${randomBytes(4).toString('hex')}`, {}, systemPrincipal);
const { facts } = await house.store.workspace('main');
const plain = new PlainCollecting(facts);
// Methods of the application need their own `this`.
const withPlain = (whole: HouseApplication): HouseApplication => new Proxy(whole, {
  get: (target, name) => {
    const value: unknown = name === 'collecting' ? plain : Reflect.get(target, name);
    return typeof value === 'function' ? value.bind(target) : value;
  },
});
const served = which === 'plain' ? withPlain(application) : application;
const server = await buildServer({ application: served, webFolder: folder, publicUrl: undefined, now: Date.now, log: (line) => { process.stderr.write(`${line}\n`); }, secureCookies: false });
await server.listen({ host: '127.0.0.1', port: 0 });
const address = server.server.address();
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' && address ? address.port : 0, writeKey } satisfies Serving)}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'totals') continue;
  const [totals] = await events.totals();
  process.stdout.write(`${JSON.stringify({ received: totals?.received ?? 0, accepted: totals?.accepted ?? 0, residentMb: process.memoryUsage().rss / 2 ** 20 } satisfies Stored)}\n`);
}
await server.close();
await application.close();
process.exit(0);
