import { z } from 'zod';
import { correspondenceSettings } from '../correspondence/correspondence-settings.ts';

const folders = (text: string): string[] => text.split(',').map((one) => one.trim()).filter((one) => one !== '');

/** Where a mail box is, and what of it is read. */
export const imapSettingsSchema = z.strictObject({
  ...correspondenceSettings,
  host: z.string().min(1).max(255),
  port: z.string().regex(/^\d{1,5}$/, 'must be a number').transform(Number).optional(),
  user: z.string().min(1).max(320),
  /** `verify` encrypts from the first byte, `starttls` after a plain beginning; both check the server's certificate. `off` does neither. */
  tls: z.enum(['verify', 'starttls', 'off']).default('verify'),
  /** Folders, with commas; all but junk, trash, drafts and private ones where none are given. */
  folders: z.string().transform(folders).default([]),
});
export type ImapSettings = z.output<typeof imapSettingsSchema>;
