import type { Profile, ProfileFormat } from '../../model/index.ts';
import type { Fields } from '../ceddl/plain-value.ts';
import { readProfileFromCeddl, writeProfileAsCeddl } from './as-ceddl.ts';
import { readProfileFromOasis, writeProfileAsOasis } from './as-oasis.ts';
import { readProfileFromSegment, writeProfileAsSegment } from './as-segment.ts';
import { profileFrom, type ProfileRead, type ProfileRefused } from './read-profile.ts';

interface Format {
  readonly write: (profile: Profile) => Fields;
  readonly read: (given: unknown) => ProfileRead | ProfileRefused;
}

const formats: Readonly<Record<ProfileFormat, Format>> = {
  ceddl: { write: (profile) => ({ ...writeProfileAsCeddl(profile) }), read: readProfileFromCeddl },
  oasis: { write: writeProfileAsOasis, read: readProfileFromOasis },
  segment: { write: (profile) => ({ ...writeProfileAsSegment(profile) }), read: readProfileFromSegment },
  json: { write: (profile) => ({ ...profile }), read: profileFrom },
};

/** A profile in a format of exchange, all of it. */
export const writeProfile = (profile: Profile, format: ProfileFormat): Fields => formats[format].write(profile);

/** What a format says of a person, or why that cannot be read. */
export const readProfile = (given: unknown, format: ProfileFormat): ProfileRead | ProfileRefused => formats[format].read(given);
