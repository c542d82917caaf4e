import { z } from 'zod';
import type { KindSetting } from '../../../model/index.ts';

const named = (start: string) => (name: string): boolean => name.startsWith(start) && name.length > start.length;
const isCursor = named('cursor.');
const isKey = named('key.');
const list = (text: string): string[] => text.split(',').map((one) => one.trim()).filter((one) => one !== '');

/** Where a database is and what is read of it. Every text is checked; names of tables and columns must be among those that the database tells. */
const sqlSettings = z.strictObject({
  host: z.string().min(1).max(255),
  port: z.string().regex(/^\d{1,5}$/, 'must be a number').transform(Number).optional(),
  database: z.string().min(1).max(128),
  user: z.string().min(1).max(128),
  /** `verify` checks the server's certificate, `on` only encrypts, `off` does neither. */
  tls: z.enum(['verify', 'on', 'off']).default('off'),
  /** Tables or views, with commas; all that the user may read where neither they nor a query are given. */
  tables: z.string().transform(list).default([]),
  /** One SELECT instead of tables, and the name of its stream. */
  query: z.string().max(100_000).optional(),
  stream: z.string().min(1).max(100).default('query'),
  statementSeconds: z.string().regex(/^[1-9]\d{0,4}$/, 'must be a whole number').transform(Number).default(600),
});

/** The same with what is said of single tables: the column that grows with every change, and the key where the database knows none. */
export interface SqlSettings extends z.output<typeof sqlSettings> {
  readonly cursors: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** Settings of a database, with `cursor.TABLE` and `key.TABLE` apart; other names are refused. */
export const sqlSettingsSchema = z.record(z.string(), z.string()).transform((settings, context): SqlSettings => {
  const entries = Object.entries(settings);
  const own = sqlSettings.safeParse(Object.fromEntries(entries.filter(([name]) => !isCursor(name) && !isKey(name))));
  if (!own.success) {
    for (const issue of own.error.issues) context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
    return z.NEVER;
  }
  return {
    ...own.data,
    cursors: new Map(entries.filter(([name]) => isCursor(name)).map(([name, column]) => [name.slice('cursor.'.length), column])),
    keys: new Map(entries.filter(([name]) => isKey(name)).map(([name, columns]) => [name.slice('key.'.length), list(columns)])),
  };
});

const asked = (name: string, change: Partial<KindSetting> = {}): KindSetting => ({ name, required: false, choices: null, usual: null, ...change });

/** What a form asks of a database; what is said of single tables is for the command line. */
export const sqlForm: readonly KindSetting[] = [
  asked('host', { required: true }), asked('port'), asked('database', { required: true }), asked('user', { required: true }),
  asked('tls', { choices: ['verify', 'on', 'off'], usual: 'verify' }), asked('tables', { usual: 'all that the user may read' }),
];
