/** Profiles as other systems have them: written, and read back without loss. */
export { readProfile, writeProfile } from './profile-formats.ts';
export type { ProfileRead, ProfileRefused } from './read-profile.ts';
