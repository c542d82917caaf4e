import type { Kysely, Selectable } from 'kysely';
import { Failure, followInputSchema, followServiceSchema, type FollowInput, type Followed } from '../../../model/index.ts';
import type { FollowedFeedTable, WorkspaceTables } from '../../../store/index.ts';
import { addressOf } from './address-of.ts';

type State = Kysely<WorkspaceTables>;

const followedOf = (row: Selectable<FollowedFeedTable>): Followed => ({
  name: row.name, service: followServiceSchema.parse(row.service), what: row.what, server: row.server, everyMinutes: row.every_minutes, address: row.address, state: row.state,
  lastReadAt: row.last_read_at?.toISOString() ?? null, nextAt: row.next_at.toISOString(), lastOutcome: row.last_outcome, failures: row.failures, kept: Number(row.kept),
});

/** Every followed feed, by name. */
export const followedFeeds = async (state: State): Promise<Followed[]> => (await state.selectFrom('followed_feeds').selectAll().orderBy('name').execute()).map(followedOf);

export interface FollowParts {
  readonly now: number;
  /** Throws `Failure` for an address that may not be called. */
  readonly check: (address: string) => Promise<void>;
}

/** Follows a feed from now on, or changes how one of that name is followed. Throws `Failure('bad_request')` where it cannot be. */
export async function followFeed(state: State, given: FollowInput, { now, check }: FollowParts): Promise<void> {
  const input = followInputSchema.safeParse(given);
  if (!input.success) throw new Failure('bad_request', input.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '), 'hindcast listen follow --help');
  const { name, service, what, server, everyMinutes } = input.data;
  const address = addressOf({ service, what, server });
  await check(address);
  const told = { service, what, server: server ?? null, every_minutes: everyMinutes, address };
  const anew = { ...told, state: 'new' as const, etag: null, last_modified: null, body_hash: null, next_at: new Date(now), failures: 0, last_outcome: null };
  await state.insertInto('followed_feeds').values({ name, ...anew, last_read_at: null }).onConflict((conflict) => conflict.column('name').doUpdateSet(anew)).execute();
}

/** Throws `Failure('not_found')` where it is not followed. What was kept of it stays. */
export async function unfollowFeed(state: State, name: string): Promise<void> {
  const [gone] = await state.deleteFrom('followed_feeds').where('name', '=', name).execute();
  if (!gone || gone.numDeletedRows === 0n) throw new Failure('not_found', `"${name}" is not followed.`, 'List what is followed: hindcast listen followed');
}
