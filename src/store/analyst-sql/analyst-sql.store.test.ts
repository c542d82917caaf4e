import { existsSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { Failure } from '../../model/index.ts';
import { withEngines } from '../engines/testing.ts';
import { runAnalystSql } from './index.ts';

const engines = withEngines({ frontLimits: { analyst: { timeS: 2, memoryBytes: 500_000_000, rows: 100_000 } } });
const views = ['deals', 'accounts'];
const run = (statement: string, limit = 10) => runAnalystSql(engines().analystFacts('guarded'), statement, { views, limit });

beforeAll(async () => {
  for (const name of ['guarded', 'neighbour']) {
    await engines().createFactsDatabase(name);
    const facts = engines().facts(name);
    await facts.command("CREATE TABLE deals_versions (id UInt64, owner String, amount Int64, closed_at DateTime64(3, 'UTC'), tags Map(String, String)) ENGINE = MergeTree ORDER BY id");
    await facts.command('CREATE VIEW deals AS SELECT * FROM deals_versions');
    await facts.command('CREATE VIEW accounts AS SELECT owner AS name, count() AS deals FROM deals_versions GROUP BY owner');
    await facts.insert('deals_versions', Array.from({ length: 50 }, (_, id) => ({ id, owner: `o'${id % 3}`, amount: id * 100, closed_at: id * 86_400_000, tags: { a: 'b' } })));
  }
});

test('a SELECT comes back with names, types and plain values', async () => {
  const answer = await run('SELECT id, owner, closed_at, tags, amount / 3 AS share, NULL AS nothing FROM deals ORDER BY id DESC', 1);
  expect(answer.columns.map((column) => column.name)).toEqual(['id', 'owner', 'closed_at', 'tags', 'share', 'nothing']);
  expect(answer.columns[0]?.type).toBe('UInt64');
  expect(answer.rows).toEqual([[49, "o'1", '1970-02-19T00:00:00.000Z', '{"a":"b"}', 4900 / 3, null]]);
  expect(answer.truncated).toBe(true);
});

test('the order of the statement survives the row limit', async () => {
  const answer = await run('SELECT id FROM deals ORDER BY cityHash64(id) -- by hash', 50);
  const direct: unknown[] = [];
  for await (const rows of engines().facts('guarded').stream('SELECT id FROM deals ORDER BY cityHash64(id)', {})) direct.push(...rows.map(([id]) => Number(id)));
  expect(answer.rows.map(([id]) => id)).toEqual(direct);
  expect(answer.truncated).toBe(false);
});

test.each([
  'SELECT 1',
  'select count() from deals;',
  '  /* hello */ SELECT count(*) FROM guarded.deals -- end ; of it',
  "SELECT ';' AS a, '--' AS b, '/*' AS c, 'it''s' AS d",
  'WITH big AS (SELECT * FROM deals WHERE amount > 1000) SELECT owner, sum(amount) FROM big GROUP BY owner HAVING count() > 1 ORDER BY 2 DESC LIMIT 2',
  'WITH 5 AS k SELECT id + k FROM deals',
  'SELECT a.name, d.id FROM accounts AS a LEFT JOIN deals d ON d.owner = a.name WHERE d.id IN (SELECT id FROM deals WHERE id < 5)',
  'WITH five AS (SELECT id FROM deals LIMIT 5) SELECT id IN (1, 2, 3), id IN five FROM deals',
  'SELECT 1 UNION ALL SELECT 2 UNION DISTINCT SELECT 3',
  'SELECT id FROM deals INTERSECT SELECT 7',
  'SELECT quantile(0.5)(amount), sumIf(amount, id > 3), uniqExact(owner), countDistinct(owner), any(owner), max(closed_at) FROM deals',
  'SELECT toStartOfMonth(closed_at) AS month, count() FROM deals GROUP BY month WITH TOTALS ORDER BY month WITH FILL STEP INTERVAL 1 MONTH',
  'SELECT row_number() OVER (PARTITION BY owner ORDER BY amount), lagInFrame(amount) OVER w FROM deals WINDOW w AS (ORDER BY id)',
  'SELECT CASE WHEN id = 1 THEN \'one\' ELSE \'more\' END, id::String, CAST(id AS Nullable(Int8)), if(id > 1, 2, 3), id BETWEEN 1 AND 2, owner LIKE \'o%\', owner IS NULL FROM deals',
  'SELECT * EXCEPT (tags) FROM deals',
  "SELECT tags['a'], arrayMap(x -> x + 1, [1, 2]), tuple(1, 2).1 FROM deals",
  'SELECT id AS "Deal no. (all)", owner AS `Besitzer für Ü` FROM deals',
  'SELECT x FROM deals ARRAY JOIN [1, 2] AS x',
  'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t',
  'SELECT * FROM (SELECT 1 AS a) AS s CROSS JOIN (SELECT 2 AS b) AS u',
  'FROM deals SELECT id',
  'SELECT exists(SELECT 1 FROM deals), (SELECT max(id) FROM deals) AS m',
  'SELECT formatDateTime(closed_at, \'%Y-%m\'), dateDiff(\'day\', closed_at, now()), today() - 1 FROM deals',
])('allowed: %s', async (statement) => {
  expect((await run(statement)).columns.length).toBeGreaterThan(0);
});

/** Each tries to leave the views: what it is, and a word that the refusal must name. */
const escapes: ReadonlyArray<readonly [string, RegExp]> = [
  ['SELECT * FROM system.tables', /system\.tables/],
  ['SELECT * FROM `system`.`tables`', /system\.tables/],
  ['SELECT * FROM "system"."tables"', /system\.tables/],
  ['SELECT * FROM system . tables', /system\.tables/],
  ['SELECT * FROM /* deals */ system/**/./**/tables', /system\.tables/],
  ['SELECT * FROM information_schema.columns', /information_schema/],
  ['SELECT * FROM INFORMATION_SCHEMA.TABLES', /INFORMATION_SCHEMA/],
  ['SELECT * FROM deals_versions', /deals_versions/],
  ['SELECT * FROM guarded.deals_versions', /deals_versions/],
  ['SELECT * FROM neighbour.deals', /neighbour\.deals/],
  ['SELECT * FROM default.deals', /default\.deals/],
  ['SELECT (SELECT count() FROM system.one)', /system\.one/],
  ['SELECT 1 WHERE 1 IN (SELECT dummy FROM system.one)', /system\.one/],
  ['SELECT 1 IN system.one', /system\.one/],
  ['SELECT 1 IN (system.one)', /system\.one/],
  ['SELECT 1 GLOBAL NOT IN neighbour.deals', /neighbour\.deals/],
  ['SELECT in(1, deals_versions)', /deals_versions/],
  ['SELECT id FROM deals WHERE id IN numbers(3)', /./],
  ['SELECT * FROM deals JOIN system.tables ON 1 = 1', /system\.tables/],
  ['SELECT * FROM deals, neighbour.deals AS n', /neighbour/],
  ['WITH x AS (SELECT * FROM system.users) SELECT * FROM x', /system\.users/],
  ['WITH deals_versions AS (SELECT 1) SELECT * FROM deals_versions', /deals_versions/],
  ['SELECT * FROM deals_versions WHERE 1 IN (WITH deals_versions AS (SELECT 1) SELECT * FROM deals_versions)', /deals_versions/],
  ['SELECT 1 UNION ALL SELECT count() FROM system.parts', /system\.parts/],
  ['SELECT 1 EXCEPT SELECT count() FROM system.parts', /system\.parts/],
  ['SELECT * FROM merge(\'guarded\', \'.*\')', /merge/],
  ['SELECT * FROM merge(\'.*\')', /merge/],
  ['SELECT * FROM numbers(10)', /numbers/],
  ['SELECT * FROM view(SELECT 1)', /view/],
  ['SELECT * FROM url(\'http://127.0.0.1:1/\', CSV, \'a String\')', /url/],
  ['SELECT * FROM URL(\'http://127.0.0.1:1/\')', /url/i],
  ['SELECT * FROM file(\'/etc/passwd\', \'LineAsString\')', /file/],
  ['SELECT * FROM `file`(\'/etc/passwd\')', /file/],
  ['SELECT * FROM "/etc/passwd"', /passwd/],
  ['SELECT * FROM \'/etc/passwd\'', /./],
  ['SELECT file(\'/etc/passwd\')', /file/],
  ['SELECT * FROM s3(\'http://127.0.0.1:1/b\', \'CSV\')', /s3/],
  ['SELECT * FROM remote(\'127.0.0.1\', system.one)', /remote/],
  ['SELECT * FROM cluster(\'default\', system.one)', /cluster/],
  ['SELECT * FROM clusterAllReplicas(\'default\', system.one)', /clusterAllReplicas/],
  ['SELECT * FROM executable(\'cat /etc/passwd\', \'TSV\', \'a String\')', /executable/],
  ['SELECT * FROM input(\'a String\')', /input/],
  ['SELECT * FROM postgresql(\'127.0.0.1:1\', \'a\', \'b\', \'c\', \'d\')', /postgresql/],
  ['SELECT * FROM mysql(\'127.0.0.1:1\', \'a\', \'b\', \'c\', \'d\')', /mysql/],
  ['SELECT * FROM sqlite(\'/tmp/x\', \'t\')', /sqlite/],
  ['SELECT * FROM generateRandom(\'a String\')', /generateRandom/],
  ['SELECT * FROM dictionary(\'d\')', /dictionary/],
  ['SELECT * FROM loop(guarded.deals_versions)', /./],
  ['SELECT * FROM (SELECT * FROM (SELECT * FROM null(\'a Int8\')))', /null/],
  ['SELECT dictGet(\'d\', \'a\', 1)', /dictGet/],
  ['SELECT dictGetOrDefault(\'d\', \'a\', 1, 2)', /dictGetOrDefault/],
  ['SELECT joinGet(\'guarded.deals_versions\', \'id\', 1)', /joinGet/],
  ['SELECT hasColumnInTable(\'system\', \'tables\', \'name\')', /hasColumnInTable/],
  ['SELECT getSetting(\'max_memory_usage\')', /getSetting/],
  ['SELECT currentUser(), hostName()', /currentUser/],
  ['SELECT user()', /user/],
  ['SELECT version()', /version/],
  ['SELECT getMacro(\'x\')', /getMacro/],
  ['SELECT sleep(3)', /sleep/],
  ['SELECT SLEEPEACHROW(3) FROM deals', /SLEEPEACHROW/i],
  ['SELECT catboostEvaluate(\'/tmp/m\', 1)', /catboostEvaluate/],
  ['SELECT arrayMap(x -> sleep(1), [1])', /sleep/],
  ['SELECT * APPLY(sleep) FROM deals', /APPLY/],
  ['SELECT 1 SETTINGS readonly = 0', /SETTINGS/],
  ['SELECT * FROM (SELECT 1 SETTINGS max_threads = 64)', /SETTINGS/],
  ['SELECT 1 FORMAT CSV', /FORMAT/],
  ['SELECT 1 INTO OUTFILE \'/tmp/hindcast-escape\'', /OUTFILE/],
  ['SELECT 1 INTO OUTFILE \'/tmp/hindcast-escape\' TRUNCATE FORMAT CSV SETTINGS max_threads = 1', /OUTFILE/],
  ['SELECT 1; DROP TABLE deals_versions', /second statement/],
  ['SELECT 1;\nSELECT * FROM system.one', /second statement/],
  ['SELECT 1 # \'\n; SELECT * FROM system.one # \'', /#/],
  ['SELECT \u201c \' \u201d ; SELECT 2 \'', /\u201c/],
  ['SELECT 1) UNION ALL (SELECT dummy FROM system.one', /./],
  ['SELECT $a$;$a$', /./],
  ['SELECT \u00a01', /U\+00a0/],
  ['SELECT\u200b 1', /U\+200b/],
  ['SELECT 1 AS `a\n TableIdentifier deals`', /quoted name/],
  ['SELECT * FROM `system\\.tables`', /quoted name/],
  ['SELECT 1 \u0000', /U\+0000/],
  ['SELECT {name:String}', /parameter/],
  ['SELECT * FROM {t:Identifier}', /parameter/],
  ['INSERT INTO deals_versions (id) SELECT 1', /INSERT/],
  ['CREATE TABLE x (a Int8) ENGINE = Memory', /CREATE/],
  ['EXPLAIN SELECT 1', /EXPLAIN/],
  ['DESCRIBE url(\'http://127.0.0.1:1/\')', /DESCRIBE/],
  ['SHOW TABLES', /SHOW/],
  ['KILL QUERY WHERE 1', /KILL/],
  ['USE neighbour', /USE/],
  ['SET readonly = 0', /SET/],
  ['SYSTEM SHUTDOWN', /SYSTEM/],
  ['ALTER TABLE deals_versions DELETE WHERE 1', /ALTER/],
  ['TRUNCATE TABLE deals_versions', /TRUNCATE/],
  ['GRANT ALL ON *.* TO default', /GRANT/],
  ['BACKUP TABLE deals_versions TO File(\'x\')', /BACKUP/],
  ['SELECT 1 PARALLEL WITH DROP TABLE deals_versions', /./],
  ['(SELECT 1) PARALLEL WITH SELECT 2', /PARALLEL/],
  ['WITH x AS (SELECT 1) INSERT INTO deals_versions (id) SELECT * FROM x', /./],
  ['SELECT * FROM (EXPLAIN SELECT * FROM deals)', /./],
  ['SELECT * FROM (SHOW TABLES)', /./],
  ['', /./],
  ['-- nothing', /./],
  [`SELECT '${'x'.repeat(100_000)}'`, /longer/],
];

test.each(escapes)('refused: %s', async (statement, named) => {
  const failure = await run(statement).then(() => null, (error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(['refused_sql', 'sql_failed']).toContain((failure as Failure).code);
  if ((failure as Failure).code === 'refused_sql') expect((failure as Failure).message).toMatch(named);
  else expect((failure as Failure).message).toMatch(/Syntax error/);
});

test('nothing was changed by any of them', async () => {
  const rows: unknown[][] = [];
  for await (const piece of engines().facts('guarded').stream('SELECT count() FROM deals_versions', {})) rows.push(...piece);
  expect(rows).toEqual([['50']]);
  expect(existsSync('/tmp/hindcast-escape')).toBe(false);
});

test.each([
  ['SELECT sum(cityHash64(a.id, b.id, c.id, d.id, e.id, f.id, g.id)) FROM deals a, deals b, deals c, deals d, deals e, deals f, deals g', /Timeout|limit/i],
  ['SELECT arraySum(range(4000000000))', /maximum|limit|memory/i],
  ['SELECT groupArray(x) FROM (SELECT arrayJoin(range(300000000)) AS x)', /large|limit|memory/i],
  ['SELECT nosuch FROM deals', /nosuch/],
  ['SELECT id FRM deals WHERE', /./],
])('limited or wrong, in the engine\'s words: %s', async (statement, words) => {
  await expect(run(statement)).rejects.toEqual(expect.objectContaining({ code: 'sql_failed', message: expect.stringMatching(words) }));
}, 60_000);
