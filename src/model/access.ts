import { z } from 'zod';

export const roleSchema = z.enum(['admin', 'member', 'viewer']);
export const reachSchema = z.enum(['all', 'team', 'own']);
export const lensSchema = z.enum(['leader', 'revops', 'rep', 'marketer', 'ceo']);

/** What can be allowed, to a role or to a key. */
export const permissionSchema = z.enum(['read', 'work', 'import', 'manage_people', 'manage_settings', 'read_audit']);
export type Permission = z.infer<typeof permissionSchema>;

export const userSchema = z.object({
  id: z.string(),
  email: z.email(),
  name: z.string().nullable(),
  role: roleSchema,
  reach: reachSchema,
  lens: lensSchema,
  /** Rep name as it stands in the deals, for reach `own`; team name for reach `team`. */
  ownerName: z.string().nullable(),
  teamName: z.string().nullable(),
});

/** Who asks. The command line on the machine itself acts as `system`; a person outside acts through the `link` they hold, a program through its `key`. */
export const principalSchema = z.object({
  kind: z.enum(['user', 'system', 'link', 'key']),
  user: userSchema.nullable(),
  key: z.object({ name: z.string(), permissions: z.array(permissionSchema) }).optional(),
});

export type Role = z.infer<typeof roleSchema>;
export type User = z.infer<typeof userSchema>;
export type Principal = z.infer<typeof principalSchema>;
export const systemPrincipal: Principal = { kind: 'system', user: null };
export const linkHolder: Principal = { kind: 'link', user: null };
/** How whoever acts is named in the audit and in the access log. */
export const nameOfPrincipal = ({ kind, user, key }: Principal): string => user?.email ?? (key && `key "${key.name}"`) ?? (kind === 'link' ? 'whoever holds the link' : 'command line');
