/**
 * Publishes readings at QoS 1 at an even rate from a process of its own, and prints how many the broker took as JSON.
 * Usage: node send.ts PORT MESSAGES_A_SECOND SECONDS FIRST_NUMBER
 */
import { Publisher } from '../../test/devices/publisher.ts';

const [port = 0, rate = 0, seconds = 0, first = 0] = process.argv.slice(2).map(Number);
const publisher = new Publisher(port);
await publisher.connect();
const started = performance.now();
for (let n = 0; n < rate * seconds; n += 1) {
  // In steps of 10 ms.
  const early = (n / rate) * 1000 - (performance.now() - started);
  if (early > 10) await new Promise((resolve) => { setTimeout(resolve, early); });
  await publisher.publish(`plant/acme/d-${n % 500}/flow`, JSON.stringify({ v: n % 97, at: Date.now(), n: first + n }));
}
await publisher.settled();
publisher.close();
process.stdout.write(JSON.stringify({ published: publisher.published, seconds: (performance.now() - started) / 1000 }));
