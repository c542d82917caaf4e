import type { HouseDigests } from './house-digests.ts';

const everyMs = 10 * 60_000;

/** Sends letters while the server runs. Returns what ends it, once the letter under way is done. */
export function sendDigests(digests: Pick<HouseDigests, 'sendDue'>, log: (line: string) => void): () => Promise<void> {
  let under: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = (): void => {
    if (busy) return;
    busy = true;
    under = digests.sendDue().catch((error: Error) => log(`Digests wait: ${error.message}`)).finally(() => { busy = false; });
  };
  const timer = setInterval(look, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await under;
  };
}
