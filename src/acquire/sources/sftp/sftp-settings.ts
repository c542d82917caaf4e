import { z } from 'zod';

/** Where a folder is and what is taken of it. */
export const sftpSettingsSchema = z.strictObject({
  host: z.string().min(1).max(255),
  port: z.string().regex(/^\d{1,5}$/, 'must be a number').transform(Number).default(22),
  user: z.string().min(1).max(128),
  folder: z.string().regex(/^\/\P{Cc}*$/u, 'must be a whole path'),
  /** Names that are taken: `*` stands for anything, `?` for one character. */
  pattern: z.string().min(1).max(200).default('*'),
  /** Fingerprint of the server's key. Without it nothing is read: the first run says what the server shows. */
  hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must be a fingerprint such as SHA256:…').optional(),
  /** Files must have been the same for so long. */
  settledSeconds: z.string().regex(/^\d{1,3}$/, 'must be a whole number').transform(Number).default(15),
  /** `move:NAME` moves what counts into a folder below; nothing else on the server is ever changed. */
  afterwards: z.union([z.literal('keep'), z.string().regex(/^move:[\p{L}\d_-]{1,60}$/u, 'must be keep or move:NAME')]).default('keep'),
});
export type SftpSettings = z.output<typeof sftpSettingsSchema>;
