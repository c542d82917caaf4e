import { z } from 'zod';
import { Failure } from '../../../model/index.ts';
import { requireCallable } from '../api/require-callable.ts';
import type { SourceContext, SourceKind, SourceMessage } from '../source-kind.ts';
import { objectNames } from './objects.ts';
import { HubSpotPortal } from './portal.ts';
import { ObjectReader } from './read-object.ts';

const settings = z.strictObject({
  /** Where the API is; another for a proxy of one's own. */
  url: z.string().min(1).max(2_000).default('https://api.hubapi.com'),
});
export type HubSpotSettings = z.output<typeof settings>;

/** Objects of a HubSpot portal over its CRM API: read whole, then by what changed, with what was archived and the history of deals. */
export const hubspot: SourceKind<HubSpotSettings> = {
  kind: 'hubspot', settings, secrets: ['token'], needs: ['token'],
  check: ({ url }, { rules }) => requireCallable(url, rules),
  // Whatever it calls passes the guard of addresses.
  inApp: { calls: () => [], leadsTo: ['url'] }, read,
};

async function* read({ url }: HubSpotSettings, context: SourceContext): AsyncIterable<SourceMessage> {
  const portal = await HubSpotPortal.open(url, context);
  for (const name of objectsAsked(context.streams ?? null)) yield* new ObjectReader(portal, name, context.streams ?? null).read(context.cursors.get(name));
}

function objectsAsked(streams: ReadonlySet<string> | null): readonly (typeof objectNames)[number][] {
  const odd = [...streams ?? []].find((name) => name !== 'deal_history' && !objectNames.some((one) => one === name));
  if (odd !== undefined) throw new Failure('bad_request', `HubSpot has no stream "${odd}".`, `Streams: ${objectNames.join(', ')}, deal_history.`);
  return streams === null ? objectNames : objectNames.filter((name) => streams.has(name) || (name === 'deals' && streams.has('deal_history')));
}
