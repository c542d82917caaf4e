import { consentKey, type Profile, type ProfileConsent } from '../../model/index.ts';
import { beyondBounds } from '../ceddl/bound-object.ts';
import { allOf, governed } from '../ceddl/entries.ts';
import type { Fields } from '../ceddl/plain-value.ts';
import { fieldsOf, keptBeside, listOf, textOf, withoutEmpty } from './kept-beside.ts';
import { profileFrom, refusedProfile, type ProfileRead, type ProfileRefused } from './read-profile.ts';

const statusOf: Readonly<Record<ProfileConsent['state'], string>> = { granted: 'GRANTED', denied: 'DENIED', revoked: 'REVOKED' };
const stateOf = new Map(Object.entries(statusOf).map(([state, status]) => [status, state]));
/** Names of an item of OASIS CDP that say nothing of the person. */
const housekeeping: readonly string[] = ['itemId', 'itemType', 'version', 'properties', 'systemProperties', 'segments', 'scores', 'mergedWith', 'consents'];

/**
 * A profile as OASIS Customer Data Platform v1.0 and Apache Unomi have it. In `systemProperties.hindcast` stand ids, addresses, social accounts, companies,
 * segments that say more than that they hold, attributes of the site's own, and of consents their basis, wording and source.
 */
export function writeProfileAsOasis(profile: Profile): Fields {
  const { id, ids, traits, addresses, social, segments, scores, consents, accounts, custom } = profile;
  const isPlain = (name: string): boolean => segments['security'] === undefined && segments[name] === true;
  const further = Object.fromEntries(Object.entries(segments).filter(([name]) => !isPlain(name)));
  const words = Object.fromEntries(consents.map((consent) => [consentKey(consent), withoutEmpty({ basis: consent.basis, wording: consent.wording, source: consent.source })]));
  return {
    itemId: id, itemType: 'profile', version: null, properties: traits, systemProperties: { [keptBeside]: withoutEmpty({ ids, addresses, social, segments: further, consents: words, accounts, custom }) },
    segments: Object.keys(segments).filter(isPlain), scores, mergedWith: null, consents: Object.fromEntries(consents.map((consent) => [consentKey(consent), consentItem(consent)])),
  };
}

const consentItem = ({ scope, purpose, state, at, expiresAt }: ProfileConsent): Fields => ({ scope, typeIdentifier: purpose, status: statusOf[state], statusDate: at, revokeDate: expiresAt });

export function readProfileFromOasis(given: unknown): ProfileRead | ProfileRefused {
  if (beyondBounds(given) !== null) return refusedProfile('This is too large or too deep for a profile.');
  const item = fieldsOf(given);
  if (item['itemType'] !== 'profile') return refusedProfile('This is no item of the type "profile".', '/itemType');
  const system = fieldsOf(item['systemProperties']);
  const beside = fieldsOf(system[keptBeside]);
  const words = fieldsOf(beside['consents']);
  // What other systems say beside is kept as attributes.
  const further = withoutEmpty({ oasis: withoutEmpty({ ...governed(allOf(item, {}, housekeeping)), systemProperties: governed(allOf(system, {}, [keptBeside])) }) });
  return profileFrom({
    id: item['itemId'], ids: beside['ids'], traits: item['properties'], addresses: beside['addresses'], social: beside['social'], scores: item['scores'] ?? undefined, accounts: beside['accounts'],
    segments: { ...Object.fromEntries(listOf(item['segments']).map((name) => [String(name), true])), ...fieldsOf(beside['segments']) },
    consents: Object.entries(fieldsOf(item['consents'])).map(([key, consent]) => consentOf(fieldsOf(consent), fieldsOf(words[key]))), custom: { ...fieldsOf(beside['custom']), ...further },
  });
}

function consentOf({ scope, typeIdentifier, status, statusDate, revokeDate }: Fields, { basis, wording, source }: Fields): Fields {
  return { scope: textOf(scope) ?? '', purpose: typeIdentifier, state: stateOf.get(String(status)), at: statusDate, expiresAt: revokeDate, basis, wording, source };
}
