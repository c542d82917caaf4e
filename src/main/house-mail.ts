import { Failure, mailSettingsSchema, type DigestMail, type Mail, type MailSettings, type MailSettingsShown, type Principal } from '../model/index.ts';
import { sendMail, type MailOutcome } from '../net/index.ts';
import type { House } from './house.ts';
import { sourceKey } from './live/source-key.ts';
import { openMailPassword, sealMailPassword, sealedPassword } from './mail-password.ts';

export interface HouseMailOptions {
  readonly house: Pick<House, 'configuration' | 'store'>;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** The mail server of this installation. */
export class HouseMail implements Mail {
  readonly #o: HouseMailOptions;

  constructor(options: HouseMailOptions) {
    this.#o = options;
  }

  async settings(): Promise<MailSettingsShown | null> {
    const held = await this.#held();
    return held && { ...held.settings, hasPassword: held.sealed !== null };
  }

  async set(given: MailSettings, password: string | undefined, by: Principal): Promise<MailSettingsShown> {
    const settings = mailSettingsSchema.safeParse(given);
    if (!settings.success) throw new Failure('bad_request', `The mail server cannot be set: ${settings.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; ')}.`, 'hindcast mail set --help');
    // A password belongs to the server and the user that it was given for: it is not sent to another.
    const before = await this.#held();
    const same = before !== null && before.settings.host === settings.data.host && before.settings.port === settings.data.port && before.settings.user === settings.data.user;
    const sealed = password === undefined ? (same ? before.sealed : null) : sealedPassword(password, await this.#key());
    const row = { body: JSON.stringify(settings.data), password: null, sealed };
    await this.#o.house.store.peopleTables().insertInto('mail_settings').values(row).onConflict((conflict) => conflict.column('only_row').doUpdateSet(row)).execute();
    await this.#o.audit(by, 'mail server set', settings.data.host);
    return { ...settings.data, hasPassword: sealed !== null };
  }

  async test(to: string, by: Principal): Promise<void> {
    await this.#o.audit(by, 'test mail sent', null);
    await this.deliver(to, { subject: 'Hindcast can send mail', text: 'This letter was asked for to see whether mail arrives. It did.\n', html: '<p>This letter was asked for to see whether mail arrives. It did.</p>' });
  }

  /** Sends a letter. Throws `Failure('bad_request')` where no server is set, or the letter was not taken. */
  async deliver(to: string, letter: DigestMail): Promise<void> {
    const held = await this.#held();
    if (!held) throw new Failure('bad_request', 'No mail server is set.', 'hindcast mail set --host HOST --from ADDRESS');
    const { from, ...server } = held.settings;
    const outcome: MailOutcome = await sendMail({ ...letter, from, to }, { ...server, password: held.sealed && openMailPassword(held.sealed, await this.#key()) }, { allowHosts: this.#o.house.configuration.allowHosts });
    if (outcome.kind !== 'sent') throw new Failure('bad_request', outcome.detail, 'Look at the settings: hindcast mail show');
  }

  #key = (): Promise<Buffer> => sourceKey(this.#o.house.configuration.dataFolder);

  async #held(): Promise<{ settings: MailSettings; sealed: Buffer | null } | null> {
    const people = this.#o.house.store.peopleTables();
    await sealMailPassword(people, await this.#key());
    const row = await people.selectFrom('mail_settings').selectAll().executeTakeFirst();
    return row ? { settings: mailSettingsSchema.parse(row.body), sealed: row.sealed } : null;
  }
}
