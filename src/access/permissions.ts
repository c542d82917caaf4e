import { Failure, type Permission, type Principal, type Role } from '../model/index.ts';

/** What can be allowed, and the roles that are allowed it. The one place where roles get their meaning. */
export const permissions = {
  read: ['admin', 'member', 'viewer'],
  work: ['admin', 'member'],
  import: ['admin', 'member'],
  manage_people: ['admin'],
  manage_settings: ['admin'],
  read_audit: ['admin'],
} as const satisfies Record<Permission, readonly Role[]>;

/** True where a role holds a permission. */
export const roleMay = (role: Role, permission: Permission): boolean => (permissions[permission] as readonly Role[]).includes(role);

/** True where the principal holds the permission. The command line on the machine itself may do everything. */
export function mayDo(principal: Principal, permission: Permission): boolean {
  if (principal.kind === 'system') return true;
  if (principal.kind === 'key') return principal.key?.permissions.includes(permission) ?? false;
  return principal.user !== null && roleMay(principal.user.role, permission);
}

/** Throws `Failure('not_allowed')` where the principal lacks the permission. */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (!mayDo(principal, permission)) throw new Failure('not_allowed', 'Your role or key does not allow this.', 'Ask an admin of this installation.');
}
