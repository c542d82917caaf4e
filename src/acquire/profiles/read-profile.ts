import { profileSchema, type Profile } from '../../model/index.ts';
import { pointerOf } from '../ceddl/notes.ts';

export interface ProfileRead {
  readonly kind: 'read';
  readonly profile: Profile;
}

/** Why something is no profile. */
export interface ProfileRefused {
  readonly kind: 'refused';
  /** JSON Pointer into the profile as it would be. */
  readonly path: string;
  readonly says: string;
}

export const refusedProfile = (says: string, path = ''): ProfileRefused => ({ kind: 'refused', path, says });

/** What a format said, as a profile, or why it is none. */
export function profileFrom(candidate: unknown): ProfileRead | ProfileRefused {
  const read = profileSchema.safeParse(candidate);
  if (read.success) return { kind: 'read', profile: read.data };
  const [issue] = read.error.issues;
  return refusedProfile(issue?.message ?? 'no profile', pointerOf((issue?.path ?? []).map(String)));
}
