import { z } from 'zod';
import { Failure } from '../../../model/index.ts';
import { requireCallable } from '../api/require-callable.ts';
import type { SourceContext, SourceKind, SourceMessage } from '../source-kind.ts';
import { usualObjects } from './objects.ts';
import { ObjectReader } from './read-object.ts';
import { SalesforceSession } from './session.ts';

const settings = z.strictObject({
  /** The address of one's own domain, such as https://acme.my.salesforce.com: there one signs in, and it says where the data are. */
  url: z.string().min(1).max(2_000),
  clientId: z.string().min(1).max(500),
  login: z.enum(['client_credentials', 'refresh_token', 'password']).default('client_credentials'),
  /** Where `login` is `password`. */
  user: z.string().min(1).max(300).optional(),
  version: z.string().regex(/^\d{2}\.0$/, 'must be a version such as 62.0').default('62.0'),
});
export type SalesforceSettings = z.output<typeof settings>;

/** Objects of a Salesforce organisation over its REST API: described, read whole, then by what changed, with what was deleted. */
export const salesforce: SourceKind<SalesforceSettings> = {
  kind: 'salesforce', settings, secrets: ['clientSecret', 'refreshToken', 'password', 'securityToken'], check: ({ url }, { rules }) => requireCallable(url, rules),
  // Whatever it calls passes the guard of addresses.
  inApp: { calls: () => [], leadsTo: ['url', 'login'] }, goesOn: ['clientId', 'login', 'user', 'version'], read,
};

async function* read(own: SalesforceSettings, context: SourceContext): AsyncIterable<SourceMessage> {
  const session = await SalesforceSession.open(own, context);
  const streams = context.streams ?? null;
  const hasChoice = streams !== null;
  for (const name of objectsAsked(streams)) yield* new ObjectReader(session, name, hasChoice).read(context.cursors.get(name));
}

/** Names reach a query, so they are names of objects and nothing else. */
function objectsAsked(streams: ReadonlySet<string> | null): readonly string[] {
  const asked = streams === null ? usualObjects : [...streams];
  const odd = asked.find((name) => !/^[A-Za-z]\w{0,79}$/.test(name));
  if (odd !== undefined) throw new Failure('bad_request', `"${odd}" is no name of a Salesforce object.`, 'Name objects as the API does: --setting streams=Account,Opportunity,Visit__c.');
  return asked;
}
