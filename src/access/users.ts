import { userSchema, Failure, type Principal, type User } from '../model/index.ts';
import type { UserTable } from '../store/state/access-tables.ts';
import type { Selectable } from 'kysely';
import { writeAudit } from './audit.ts';
import type { AccessParts } from './parts.ts';
import { requirePermission } from './permissions.ts';
import { newId } from './secrets.ts';

export type UserChange = Partial<Omit<User, 'id' | 'email'>>;

const newcomer = { name: null, role: 'member', reach: 'all', lens: 'leader', ownerName: null, teamName: null } as const satisfies Omit<User, 'id' | 'email'>;

/** A user from its row. */
export const userFrom = (row: Selectable<UserTable>): User => ({
  id: row.id, email: row.email, name: row.name, role: row.role, reach: row.reach, lens: row.lens, ownerName: row.owner_name, teamName: row.team_name,
});

/** Addresses differ by more than their letters' case only in theory. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** Everybody who may sign in, by address. */
export async function listUsers(parts: Pick<AccessParts, 'db'>): Promise<User[]> {
  return (await parts.db.selectFrom('users').selectAll().orderBy('email').execute()).map(userFrom);
}

export async function findUser(parts: Pick<AccessParts, 'db'>, email: string): Promise<User | null> {
  const row = await parts.db.selectFrom('users').selectAll().where('email', '=', normalEmail(email)).executeTakeFirst();
  return row ? userFrom(row) : null;
}

/**
 * Adds a person, or changes one who is there. Throws `Failure`: `bad_request` for an address that is none or a reach
 * without its name, `not_allowed` without the right, `conflict` where the last admin would be gone.
 */
export async function addUser(parts: AccessParts, email: string, change: UserChange, by: Principal): Promise<User> {
  requirePermission(by, 'manage_people');
  const known = await findUser(parts, email);
  const user = checkedUser({ ...newcomer, id: newId(parts.randomBytes), ...known, ...change, email: normalEmail(email) });
  await parts.db.transaction().execute(async (db) => {
    await saveUser({ ...parts, db }, user);
    if (known?.role === 'admin') await keepAnAdmin({ db }, user);
    await writeAudit({ db, now: parts.now }, by, known ? 'user changed' : 'user added', `${user.email} (${user.role}, ${user.reach})`);
  });
  return user;
}

function checkedUser(user: User): User {
  const parsed = userSchema.safeParse(user);
  if (!parsed.success) throw new Failure('bad_request', `"${user.email}" cannot be added: ${parsed.error.issues[0]?.message ?? 'it is not complete'}.`, 'Give a full e-mail address.');
  if (user.reach === 'own' && !user.ownerName) throw new Failure('bad_request', 'Reach "own" needs the name that stands in the deals.', 'Give the owner name as it is written in the CRM.');
  if (user.reach === 'team' && !user.teamName) throw new Failure('bad_request', 'Reach "team" needs the name of the team.', 'Give the team name as it is written in the CRM.');
  return parsed.data;
}

async function saveUser(parts: Pick<AccessParts, 'db' | 'now'>, user: User): Promise<void> {
  const row = { email: user.email, name: user.name, role: user.role, reach: user.reach, lens: user.lens, owner_name: user.ownerName, team_name: user.teamName };
  await parts.db.insertInto('users').values({ id: user.id, ...row, created_at: new Date(parts.now()) })
    .onConflict((conflict) => conflict.column('email').doUpdateSet(row)).execute();
}

/** The rows of all admins are locked, so that two admins cannot step down at the same moment. */
async function keepAnAdmin(parts: Pick<AccessParts, 'db'>, changed: User): Promise<void> {
  if (changed.role === 'admin') return;
  const users = await parts.db.selectFrom('users').select('role').orderBy('id').forUpdate().execute();
  if (users.some((user) => user.role === 'admin')) return;
  throw new Failure('conflict', 'The last admin has to stay one.', 'Make somebody else an admin first: hindcast users add EMAIL --role admin');
}
