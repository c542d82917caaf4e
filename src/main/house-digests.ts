import { withinReach } from '../access/index.ts';
import { composeDigest, slotBefore } from '../act/index.ts';
import { DAY_MS, Failure, isoDate, type DigestEvery, type DigestMail, type DigestReader, type Digests, type Principal, type User, type Workspace } from '../model/index.ts';
import type { HouseMail } from './house-mail.ts';
import type { House } from './house.ts';

export interface HouseDigestsOptions {
  readonly house: Pick<House, 'store' | 'now' | 'log'>;
  readonly mail: Pick<HouseMail, 'deliver'>;
  readonly users: () => Promise<User[]>;
  readonly workspace: (name?: string) => Promise<Workspace>;
  readonly publicUrl: () => Promise<string | undefined>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

const daysOf = { day: 1, week: 7 } as const;

/** Letters with what changed, the forecast and what to do, each within the reach of who reads it. */
export class HouseDigests implements Digests {
  readonly #o: HouseDigestsOptions;

  constructor(options: HouseDigestsOptions) {
    this.#o = options;
  }

  async preview(workspace: string | undefined, email: string | undefined, every: 'day' | 'week'): Promise<DigestMail> {
    return this.#letter(await this.#o.workspace(workspace), email === undefined ? null : await this.#user(email), every);
  }

  async send(workspace: string | undefined, email: string, every: 'day' | 'week', by: Principal): Promise<void> {
    const user = await this.#user(email);
    await this.#o.mail.deliver(user.email, await this.#letter(await this.#o.workspace(workspace), user, every));
    await this.#o.audit(by, 'digest sent', user.email);
  }

  async subscribe(workspace: string | undefined, email: string, every: DigestEvery, by: Principal): Promise<DigestReader> {
    const user = await this.#user(email);
    if (by.kind !== 'system' && by.user?.id !== user.id) throw new Failure('not_allowed', 'People ask for their own letters.', 'Sign in as that person.');
    const { name } = await this.#o.workspace(workspace);
    const readers = this.#o.house.store.peopleTables();
    if (every === 'never') await readers.deleteFrom('digest_readers').where('user_id', '=', user.id).where('workspace', '=', name).execute();
    else {
      const row = { every, last_slot: new Date(slotBefore(every, this.#o.house.now())) };
      await readers.insertInto('digest_readers').values({ user_id: user.id, workspace: name, ...row }).onConflict((conflict) => conflict.columns(['user_id', 'workspace']).doUpdateSet(row)).execute();
    }
    await this.#o.audit(by, `digest: ${every}`, user.email);
    return { workspace: name, email: user.email, every };
  }

  async readers(): Promise<DigestReader[]> {
    return this.#o.house.store.peopleTables().selectFrom('digest_readers').innerJoin('users', 'users.id', 'digest_readers.user_id')
      .select(['digest_readers.workspace', 'users.email', 'digest_readers.every']).orderBy('users.email').orderBy('digest_readers.workspace').execute();
  }

  /** Letters about a workspace that is gone end. */
  async forgetWorkspace(name: string): Promise<void> {
    await this.#o.house.store.peopleTables().deleteFrom('digest_readers').where('workspace', '=', name).execute();
  }

  /**
   * Sends every letter whose time has come; one that was not taken is tried again the next time. A letter is claimed
   * before it is sent: a crash in between loses one rather than send it twice. Returns how many were sent.
   */
  async sendDue(): Promise<number> {
    const due = await this.#o.house.store.peopleTables().selectFrom('digest_readers').innerJoin('users', 'users.id', 'digest_readers.user_id').selectAll('digest_readers').select('users.email').execute();
    let sent = 0;
    for (const { user_id, workspace, email, every, last_slot } of due) {
      const slot = new Date(slotBefore(every, this.#o.house.now()));
      if (slot <= last_slot || !(await this.#moveSlot(user_id, workspace, last_slot, slot))) continue;
      try {
        await this.#o.mail.deliver(email, await this.#letter(await this.#o.workspace(workspace), await this.#user(email), every));
        sent += 1;
      } catch (error) {
        await this.#moveSlot(user_id, workspace, slot, last_slot);
        this.#o.house.log(`A digest was not sent and is tried again: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return sent;
  }

  async #moveSlot(user: string, workspace: string, from: Date, to: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.#o.house.store.peopleTables().updateTable('digest_readers').set({ last_slot: to }).where('user_id', '=', user).where('workspace', '=', workspace).where('last_slot', '=', from).executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async #user(email: string): Promise<User> {
    const user = (await this.#o.users()).find((one) => one.email === email.trim().toLowerCase());
    if (user) return user;
    throw new Failure('not_found', 'Nobody with this address may sign in.', 'Add the person: hindcast users add EMAIL');
  }

  async #letter(workspace: Workspace, user: User | null, every: 'day' | 'week'): Promise<DigestMail> {
    const scope = withinReach(user, {});
    const [actions, forecasts, settings, link] = await Promise.all([workspace.actions(scope), workspace.forecast(scope), workspace.settings(), this.#o.publicUrl()]);
    const changes = await workspace.changes(isoDate(Date.parse(actions.asOf) - daysOf[every] * DAY_MS), scope);
    return composeDigest({ company: settings.company, every, actions, forecasts, changes, link: link ?? null });
  }
}
