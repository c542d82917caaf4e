import { defaultCategory, settleSecurity, type DigitalData, type Profile } from '../../model/index.ts';
import { allOf, governed, type Entry } from '../ceddl/entries.ts';
import type { Fields } from '../ceddl/plain-value.ts';
import { readCeddl } from '../ceddl/read-ceddl.ts';
import { categoriesIn } from './categories-in.ts';
import { fieldsOf, keptBeside, listOf, textOf, withoutEmpty } from './kept-beside.ts';
import { profileFrom, refusedProfile, type ProfileRead, type ProfileRefused } from './read-profile.ts';

const traitNames = { username: 'userName' };
const profileNames = { userName: 'username' };
/** Fields of `profileInfo` that hold texts, and `profileID`, which is the profile's id. */
const reservedTexts: ReadonlySet<string> = new Set(['userName', 'email', 'language', 'returningStatus', 'type']);
const addressTexts: ReadonlySet<string> = new Set(['line1', 'line2', 'city', 'stateProvince', 'postalCode', 'country']);

/** Traits of a name that `profileInfo` has for something else, or of another type. */
const isMisfit = ({ name, value }: Entry): boolean => name === 'profileID' || name === 'userName' || (reservedTexts.has(traitNames[name as 'username'] ?? name) && typeof value !== 'string');
const fitsAddress = (address: Fields): boolean => Object.entries(address).every(([name, value]) => !addressTexts.has(name) || typeof value === 'string');

/**
 * A profile as `digitalData.user[n]` with our extra objects `account` and `consent`. In `profile[n].hindcast` stand ids, scores, further addresses,
 * and traits that `profileInfo` cannot hold under their names.
 */
export function writeProfileAsCeddl(profile: Profile): DigitalData {
  const { id, ids, traits, addresses, social, segments, scores, custom } = profile;
  const entries = allOf(traits);
  const [first, ...further] = addresses;
  const isFirst = first !== undefined && fitsAddress(first);
  const beside = withoutEmpty({ ids, scores, addresses: isFirst ? further : addresses, traits: governed(entries.filter(isMisfit)) });
  const fitting = entries.filter((entry) => !isMisfit(entry)).map((entry) => (entry.name === 'username' ? { ...entry, name: 'userName' } : entry));
  return {
    version: '1.0',
    user: [{
      ...withoutEmpty({ segment: segments }),
      profile: [{ profileInfo: governed([{ name: 'profileID', value: id }, ...fitting]), ...(isFirst ? { address: first } : {}), ...withoutEmpty({ social, attributes: custom, [keptBeside]: beside }) }],
    }],
    privacy: { accessCategories: [defaultCategory, ...categoriesIn(profile)].map((categoryName) => ({ categoryName, domains: [] })) },
    ...withoutEmpty({ account: profile.accounts.map(accountObject), consent: profile.consents.map((consent) => ({ consentInfo: Object.fromEntries(Object.entries(consent).filter(([, value]) => value !== null)) })) }),
  } as DigitalData;
}

const accountObject = ({ id, name, role, since, until, traits }: Profile['accounts'][number]): Fields =>
  ({ accountInfo: Object.fromEntries(Object.entries({ accountID: id, accountName: name, role, since, until }).filter(([, value]) => value !== null)), ...withoutEmpty({ attributes: traits }) });

/** The first profile of the first user, with the accounts and consents of the object. */
export function readProfileFromCeddl(given: unknown): ProfileRead | ProfileRefused {
  const read = readCeddl(given);
  if (read.kind === 'refused') return refusedProfile('This is no digitalData that can be read.');
  const data = settleSecurity(read.data);
  const user = fieldsOf(listOf(data['user'])[0]);
  const profile = fieldsOf(listOf(user['profile'])[0]);
  const info = fieldsOf(profile['profileInfo']);
  if (textOf(info['profileID']) === null) return refusedProfile('A profile needs a profileID.', '/user/0/profile/0/profileInfo/profileID');
  const beside = fieldsOf(profile[keptBeside]);
  return profileFrom({
    id: info['profileID'], ids: beside['ids'], traits: governed([...allOf(info, profileNames, ['profileID']), ...allOf(beside['traits'])]),
    addresses: [...(profile['address'] === undefined ? [] : [profile['address']]), ...listOf(beside['addresses'])], social: profile['social'], segments: user['segment'], scores: beside['scores'],
    custom: governed([...allOf(profile['attributes']), ...allOf(profile, {}, ['profileInfo', 'address', 'social', 'attributes', keptBeside]), ...allOf(user, {}, ['segment', 'profile'])]),
    consents: listOf(data['consent']).map(consentOf), accounts: listOf(data['account']).map(accountOf),
  });
}

function consentOf(one: unknown): Fields {
  const { purpose, scope, state, at, expiresAt, basis, wording, source } = fieldsOf(fieldsOf(one)['consentInfo']);
  return { purpose, scope, state, at, expiresAt, basis, wording, source };
}

function accountOf(one: unknown): Fields {
  const account = fieldsOf(one);
  const { accountID, accountName, role, since, until } = fieldsOf(account['accountInfo']);
  const traits = governed([...allOf(account['accountInfo'], {}, ['accountID', 'accountName', 'role', 'since', 'until']), ...allOf(account['attributes']), ...allOf(account, {}, ['accountInfo', 'attributes'])]);
  return { id: accountID, name: accountName, role, since, until, traits };
}
