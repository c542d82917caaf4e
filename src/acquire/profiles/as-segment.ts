import { settleGoverned, type Profile, type ProfileConsent, type WireEventInput } from '../../model/index.ts';
import { beyondBounds } from '../ceddl/bound-object.ts';
import { allOf, governed, nested, pick, type Entry } from '../ceddl/entries.ts';
import type { Fields } from '../ceddl/plain-value.ts';
import { fieldsOf, keptBeside, listOf, textOf, withoutEmpty } from './kept-beside.ts';
import { profileFrom, refusedProfile, type ProfileRead, type ProfileRefused } from './read-profile.ts';

const addressNames = { line1: 'street', stateProvince: 'state' };
const readAddressNames = { street: 'line1', state: 'stateProvince' };
/** Traits that the calls use for something else: they stand beside. */
const isTaken = ({ name }: Entry): boolean => name === 'address' || name === keptBeside;
const isTakenOfAccount = ({ name }: Entry): boolean => name === 'name' || name === keptBeside;

/**
 * A profile as calls of the Segment specification: one `identify`, one `group` for each account, as a batch that a collector takes. In
 * `traits.hindcast` stands what traits have no place for; `traits.address` and the consent stamp repeat what stands there, for readers who know those alone.
 */
export function writeProfileAsSegment(profile: Profile): { batch: WireEventInput[] } {
  const { id, ids, traits, addresses, social, segments, scores, consents, accounts, custom } = profile;
  const entries = allOf(traits);
  const beside = withoutEmpty({ ids, addresses, social, segments, scores, consents, custom, traits: governed(entries.filter(isTaken)) });
  const said = governed([...entries.filter((entry) => !isTaken(entry)), ...nested('address', allOf(addresses[0], addressNames)), { name: keptBeside, value: beside }]);
  return {
    batch: [
      { type: 'identify', userId: id, traits: { ...said }, ...(consents.length === 0 ? {} : { context: { consent: { categoryPreferences: preferencesOf(consents) } } }) },
      ...accounts.map((account): WireEventInput => ({ type: 'group', userId: id, groupId: account.id, traits: { ...accountTraits(account) } })),
    ],
  };
}

const preferencesOf = (consents: readonly ProfileConsent[]): Record<string, boolean> =>
  Object.fromEntries(consents.map(({ purpose }) => [purpose, consents.every((other) => other.purpose !== purpose || other.state === 'granted')]));

function accountTraits({ name, role, since, until, traits }: Profile['accounts'][number]): Fields {
  const entries = allOf(traits);
  return governed([...(name === null ? [] : [{ name: 'name', value: name }]), ...entries.filter((entry) => !isTakenOfAccount(entry)), { name: keptBeside, value: withoutEmpty({ role, since, until, traits: governed(entries.filter(isTakenOfAccount)) }) }]);
}

/** The first `identify` of a batch, with the accounts of its `group` calls. */
export function readProfileFromSegment(given: unknown): ProfileRead | ProfileRefused {
  if (beyondBounds(given) !== null) return refusedProfile('This is too large or too deep for a profile.');
  const calls = listOf(fieldsOf(given)['batch']).map(fieldsOf);
  const identify = calls.find(({ type }) => type === 'identify');
  if (identify === undefined) return refusedProfile('There is no identify call in this batch.', '/batch');
  const traits = settleGoverned(fieldsOf(identify['traits']));
  const beside = fieldsOf(traits[keptBeside]);
  return profileFrom({
    id: identify['userId'], ids: beside['ids'], traits: governed([...allOf(traits, {}, ['address', keptBeside]), ...allOf(beside['traits'])]), social: beside['social'], segments: beside['segments'], scores: beside['scores'], custom: beside['custom'],
    addresses: Object.hasOwn(traits, keptBeside) ? beside['addresses'] : pick(traits, 'address').map(({ value }) => governed(allOf(value, readAddressNames))),
    consents: Object.hasOwn(traits, keptBeside) ? beside['consents'] : stamped(identify), accounts: calls.filter(({ type, userId }) => type === 'group' && userId === identify['userId']).map(accountOf),
  });
}

const stamped = (identify: Fields): Fields[] => Object.entries(fieldsOf(fieldsOf(fieldsOf(identify['context'])['consent'])['categoryPreferences'])).map(([purpose, allows]) => ({ purpose, state: allows === true ? 'granted' : 'denied' }));

function accountOf(call: Fields): Fields {
  const traits = settleGoverned(fieldsOf(call['traits']));
  const { role, since, until, traits: further } = fieldsOf(traits[keptBeside]);
  return { id: call['groupId'], name: textOf(traits['name']), role, since, until, traits: governed([...allOf(traits, {}, ['name', keptBeside]), ...allOf(further)]) };
}
