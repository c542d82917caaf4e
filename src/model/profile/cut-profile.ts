import { cutGoverned } from '../ceddl/cut.ts';
import { profileSchema, type Profile } from './profile.ts';

/** A profile as a reader may see it, by the categories that the reader is in. */
export const cutProfile = (profile: Profile, reader: readonly string[]): Profile => profileSchema.parse(cutGoverned(profile, reader));
