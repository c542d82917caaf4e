/** Profiles as other systems have them: written, and read back without loss. */
export { readProfile, writeProfile } from './profile-formats.ts';
export { readProfiles } from './read-profiles.ts';
export { profileSourceSettings, recordsOfProfiles } from './records-of-profiles.ts';
export { takeConsents } from './consents-of-profile.ts';
export type { ProfileRead, ProfileRefused } from './read-profile.ts';
