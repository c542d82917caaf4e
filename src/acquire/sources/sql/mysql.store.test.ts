import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceMessage } from '../source-kind.ts';
import { contextFor } from '../testing.ts';
import { mysql } from './mysql.ts';
import { hasMariaDb, startMariaDb, type TestMariaDb } from './testing.ts';

/** Against a MariaDB of Debian; skipped where there is none. */
describe.runIf(hasMariaDb)('reading a MySQL server', () => {
  let server: TestMariaDb;
  beforeAll(async () => {
    server = await startMariaDb();
    await server.run('CREATE TABLE long_one (id int PRIMARY KEY, subject varchar(200))', "INSERT INTO long_one SELECT seq, REPEAT('x', 200) FROM seq_1_to_200000");
  });
  afterAll(() => server.stop());

  const reading = (more: Record<string, string> = {}, signal = new AbortController().signal): AsyncIterable<SourceMessage> =>
    mysql.read(mysql.settings.parse({ ...server.settings, tables: 'long_one', ...more }), contextFor({ secrets: server.secrets, signal }));

  async function readUntil(first: () => Promise<unknown>, messages: AsyncIterable<SourceMessage>): Promise<number> {
    let rows = 0;
    for await (const message of messages) {
      if (message.type !== 'records') continue;
      if (rows === 0) await first();
      rows += message.records.length;
    }
    return rows;
  }

  test('a connection that is cut in the middle is a failure, never an end', async () => {
    const cut = (): Promise<unknown> => server.run("SELECT GROUP_CONCAT(CONCAT('KILL ', id)) INTO @kill FROM information_schema.PROCESSLIST WHERE user = 'reader'", 'EXECUTE IMMEDIATE @kill');
    await expect(readUntil(cut, reading())).rejects.toMatchObject({ code: 'storage_unavailable', message: expect.stringContaining('shop at 127.0.0.1') });
  });

  test('a reader that is slow for longer than a statement may take loses nothing, and its instant stays the same', async () => {
    const pause = async (): Promise<void> => {
      await server.run("INSERT INTO long_one VALUES (0, 'later')");
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    };
    expect(await readUntil(pause, reading({ statementSeconds: '1' }))).toBe(200_000);
  });

  test('a run that is cancelled leaves the server at once', async () => {
    const stop = new AbortController();
    await expect(readUntil(async () => { stop.abort(new Error('cancelled')); }, reading({}, stop.signal))).rejects.toMatchObject({ code: expect.stringMatching(/PROTOCOL_CONNECTION_LOST|storage_unavailable/) });
  });
});
