import type { Fields } from '../plain-value.ts';
import type { Said } from './call-makers.ts';
import { allOf, governed, nested, openText, pick, type Entry } from '../entries.ts';

const addressNames = { line1: 'street', stateProvince: 'state' };
const profileNames = { userName: 'username' };
const accountNames = { accountName: 'name', domain: 'website' };

const listOf = (fields: Fields, name: string): readonly Fields[] => (fields[name] ?? []) as readonly Fields[];

const traitEntries = (user: Fields, profile: Fields): Entry[] => [
  ...allOf(profile['profileInfo'], profileNames), ...nested('address', allOf(profile['address'], addressNames)), ...pick(profile, 'social'), ...pick(user, 'segment'),
  ...allOf(profile['attributes']), ...allOf(profile, {}, ['profileInfo', 'address', 'social', 'attributes']), ...allOf(user, {}, ['segment', 'profile']),
];

interface Told { readonly user: Fields; readonly profile: Fields; readonly part: string }

const toldOf = (data: Fields): Told[] => listOf(data, 'user').flatMap((user, at) => {
  const profiles = listOf(user, 'profile');
  return (profiles.length === 0 ? [{}] : profiles).map((profile, index): Told => ({ user, profile, part: `user:${at}:${index}` }));
});

const idOf = (profile: Fields | undefined): string | undefined => openText(profile?.['profileInfo'], 'profileID');

/** The id of whoever uses the page: that of the first profile. An id that is not for everybody joins nobody. */
export const visitorId = (data: Fields): string | undefined => idOf(toldOf(data)[0]?.profile);

/**
 * What is said of people. The first profile is whoever uses the page; others are other people, and get a call only where they have an
 * id of their own: without one there is nobody to say it of.
 */
export function profileCalls(data: Fields): Said[] {
  return toldOf(data).flatMap(({ user, profile, part }, index): Said[] => {
    const id = idOf(profile);
    if (index > 0 && id === undefined) return [];
    return [{ part, type: 'identify', traits: { ...governed(traitEntries(user, profile)) }, ...(index > 0 && id !== undefined ? { about: id } : {}) }];
  });
}

/** Whoever ordered, where the order gives an id that is for everybody. */
export function purchaserCalls(data: Fields): Said[] {
  const profile = (data['transaction'] as Fields | undefined)?.['profile'] as Fields | undefined;
  const id = idOf(profile);
  if (profile === undefined || id === undefined) return [];
  const traits = governed([
    ...allOf(profile['profileInfo'], profileNames), ...nested('address', allOf(profile['address'], addressNames)), ...nested('shippingAddress', allOf(profile['shippingAddress'], addressNames)),
  ]);
  return [{ part: 'purchaser', type: 'identify', traits: { ...traits }, about: id }];
}

/** Companies for which the user acts (Segment `group`), those with an id that is for everybody. */
export const accountCalls = (data: Fields): Said[] => listOf(data, 'account').flatMap((account, index): Said[] => {
  const groupId = openText(account['accountInfo'], 'accountID');
  if (groupId === undefined) return [];
  const traits = governed([...allOf(account['accountInfo'], accountNames, ['accountID']), ...nested('address', allOf(account['address'], addressNames)), ...allOf(account['attributes']), ...allOf(account, {}, ['accountInfo', 'address', 'attributes'])]);
  return [{ part: `account:${index}`, type: 'group', groupId, traits: { ...traits } }];
});
