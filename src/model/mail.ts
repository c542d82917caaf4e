import { z } from 'zod';
import type { Principal } from './access.ts';

/** How mail leaves: through a server that speaks SMTP. The password is written and never read back. */
export const mailSettingsSchema = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535).default(587),
  /** `implicit` from the first byte (465), `starttls` before anything is said (587), `none` for a host inside that was allowed. */
  tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
  user: z.string().max(320).nullable().default(null),
  /** Who the mail is from. */
  from: z.email().max(254),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;
export const mailSettingsShownSchema = mailSettingsSchema.extend({ hasPassword: z.boolean() });
export type MailSettingsShown = z.infer<typeof mailSettingsShownSchema>;

export const digestEverySchema = z.enum(['day', 'week', 'never']);
export type DigestEvery = z.infer<typeof digestEverySchema>;

/** A letter as it is sent: what changed, the forecast, what to do. */
export const digestMailSchema = z.object({ subject: z.string(), text: z.string(), html: z.string() });
export type DigestMail = z.infer<typeof digestMailSchema>;

export const digestReaderSchema = z.object({ workspace: z.string(), email: z.string(), every: digestEverySchema });
export type DigestReader = z.infer<typeof digestReaderSchema>;

/** Mail that this installation sends. */
export interface Mail {
  settings(): Promise<MailSettingsShown | null>;
  /** Without a password the one that is held stays. Throws `Failure('bad_request')` where the server may not be called. */
  set(settings: MailSettings, password: string | undefined, by: Principal): Promise<MailSettingsShown>;
  /** Throws `Failure('bad_request')` where the mail was not taken, with the reason. */
  test(to: string, by: Principal): Promise<void>;
}

/** The letter that people who want it get, by day or by week. */
export interface Digests {
  /** The letter as that person would get it now; without one, as an admin would. Throws `Failure('not_found')`. */
  preview(workspace: string | undefined, email: string | undefined, every: 'day' | 'week'): Promise<DigestMail>;
  /** Sends it at once. Throws `Failure`: `not_found`, `bad_request`. */
  send(workspace: string | undefined, email: string, every: 'day' | 'week', by: Principal): Promise<void>;
  /** Nobody gets the letter who did not ask for it: the person, or whoever runs the machine. Throws `Failure`: `not_found`, `not_allowed`. */
  subscribe(workspace: string | undefined, email: string, every: DigestEvery, by: Principal): Promise<DigestReader>;
  readers(): Promise<DigestReader[]>;
}
