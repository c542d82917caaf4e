import type { HookTotals } from '../../model/index.ts';

/** Where deliveries are to be sent. */
export const addressLines = (path: string): string[] => [`Deliveries go to this path of the server's public address: ${path}`, 'It is shown this once: enter it where the sender asks for an address.'];

export function hookLines(totals: readonly HookTotals[]): string[] {
  if (totals.length === 0) return ['Nothing is delivered yet. See "hindcast source create --help" and docs/guides/webhooks-in.md.'];
  return totals.map(({ source, kept, duplicates, notSigned, waiting, quarantined, mappingVersion }) =>
    `${source}: ${kept} deliveries kept, ${duplicates} came twice, ${notSigned} refused because they were not signed by the sender; ${waiting} wait to be read, ${quarantined} are in quarantine; ${mappingVersion === null ? 'understood as recognised' : `mapping version ${mappingVersion}`}`);
}
