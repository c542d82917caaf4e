import type { LiveSourceKind } from '../../../model/index.ts';
import type { SourceContext, SourceKind, SourceMessage } from '../source-kind.ts';
import { readTables } from './read-tables.ts';
import { serverWords } from './server-words.ts';
import type { SqlDatabase } from './sql-database.ts';
import { sqlForm, sqlSettingsSchema, type SqlSettings } from './sql-settings.ts';

export interface SqlSourceParts {
  /** Where its server listens unless the settings say. */
  readonly port: number;
  /** The command-line client to try the same with, for what a person is told. */
  readonly client: string;
  readonly open: (settings: SqlSettings, context: SourceContext) => Promise<SqlDatabase & { close(): Promise<void> }>;
}

/** Tables and queries of a database as a live source, closed however its reading ends. */
export function sqlSource(kind: LiveSourceKind, { port, client, open }: SqlSourceParts): SourceKind<SqlSettings> {
  async function* read(settings: SqlSettings, context: SourceContext): AsyncIterable<SourceMessage> {
    const database = await open(settings, context);
    try {
      yield* readTables(database, settings, context.cursors);
    } catch (error) {
      throw serverWords(error, settings, client);
    } finally {
      await database.close();
    }
  }
  return { kind, settings: sqlSettingsSchema, secrets: ['password'], inApp: { calls: (given) => [{ host: given.host, port: given.port ?? port }], form: sqlForm, leadsTo: ['host', 'port', 'tls'] }, goesOn: ['user', 'tls', 'tables', 'cursor.*', 'statementSeconds'], read };
}
