import { Failure, type Scope, type User } from '../model/index.ts';

/**
 * The scope a person's questions are asked in. Reach `own` and `team` overwrite whatever owner or team was asked for,
 * so that no filter can widen what a person sees. Throws `Failure('not_allowed')` where the person has no name in the deals.
 */
export function withinReach<S extends Scope>(user: User | null, scope: S): S {
  if (user === null || user.reach === 'all') return scope;
  if (user.reach === 'own') return { ...scope, owner: nameInDeals(user.ownerName) };
  return { ...scope, team: nameInDeals(user.teamName) };
}

/** True where the person sees everything. */
export const reachesAll = (user: User | null): boolean => user === null || user.reach === 'all';

function nameInDeals(name: string | null): string {
  if (name === null || name === '') throw new Failure('not_allowed', 'Your account is not connected to a name in the deals.', 'Ask an admin to set your name or team.');
  return name;
}
