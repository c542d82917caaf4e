import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** A command as a JSON list of its words: `["tap-github", "--flag"]`. */
export const commandSchema = z.string().transform((text, context): string[] => {
  try {
    return z.array(z.string().min(1).max(4_000)).min(1).max(100).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON list of words, such as ["tap-name"]' });
    return z.NEVER;
  }
});

/** Text that must be a JSON object or list, kept as text. */
export const jsonTextSchema = z.string().refine((text) => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}, 'must be JSON');

/** Puts a text where only this user can read it; its path goes among the command's words. */
export async function privateFile(folder: string, name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text, { mode: 0o600 });
  // A file that was there keeps its mode when it is written again.
  await chmod(file, 0o600);
  return file;
}
