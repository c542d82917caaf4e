/** Who may enter and what they may do: people, links, sessions, roles, reach, audit. */
export { Access } from './access.ts';
export { idempotencyKeys, type IdempotencyKeys, type KeptAnswer } from './idempotency.ts';
export { attemptLimit, type AttemptLimit } from './limit-attempts.ts';
export { mayDo, permissions, requirePermission, roleMay } from './permissions.ts';
export { reachesAll, withinReach } from './reach.ts';
export type { AccessParts } from './parts.ts';
export type { SignInLink } from './sign-in-links.ts';
export type { UserChange } from './users.ts';
