import { rulesAtMost, type Dialect } from './dialect.ts';

const types = { number: 'UInt32', hash: 'UInt64', share: 'Float32', text: 'String' } as const;

/** Single rows are read out of small pieces: of a million records sixty are found in a fraction of the time that pieces of the usual size take, and a scan takes no longer. */
const lookedUp = 'index_granularity = 128, min_compress_block_size = 1024, max_compress_block_size = 4096';

/** Pieces are not worth being put together in the background of a run, which wants the processors for itself, but for small ones: of too many the engine takes no more. */
const mergedAtMost = 'max_bytes_to_merge_at_max_space_in_pool';
const passing = `${mergedAtMost} = 16777216`;

/** The second side of a join is the one that is held in memory: the engine's guess at the smaller takes an eighth longer where pairs meet their records. */
const asWritten = "query_plan_join_swap_table = '0'";

/** Each thread that writes holds so much before it does. */
const written = 'min_insert_block_size_rows = 262144, min_insert_block_size_bytes = 67108864';

/** The facts engine. */
export const clickhouse: Dialect = {
  name: 'ClickHouse',
  edits: (a, b) => `editDistance(${a}, ${b})`,
  slips: (a, b) => `damerauLevenshteinDistance(${a}, ${b})`,
  size: (text) => `length(${text})`,
  startsWith: (text, start) => `startsWith(${text}, ${start})`,
  contains: (text, part) => `position(${text}, ${part}) > 0`,
  slice: (text, from, count) => `substring(${text}, ${from}, ${count})`,
  ending: (text, count) => `right(${text}, ${count})`,
  replaceAll: (text, pattern, by) => `replaceRegexpAll(${text}, '${pattern}', '${by}')`,
  singled: (text) => `arrayStringConcat(arrayCompact(splitByString('', ${text})))`,
  whole: (text) => `toInt64OrZero(${text})`,
  quotient: (a, b) => `intDiv(${a}, ${b})`,
  hash: (...values) => `cityHash64(${values.join(', ')})`,
  list: (...values) => `[${values.join(', ')}]`,
  words: (text) => `arrayMap(word -> cityHash64(word), arrayDistinct(arrayFilter(word -> word != '', splitByChar(' ', ${text}))))`,
  listSize: (list) => `length(${list})`,
  common: (a, b) => `length(arrayIntersect(${a}, ${b}))`,
  product: (wordsA, weightsA, wordsB, weightsB) => `arraySum((word, weight) -> weight * ${weightsB}[indexOf(${wordsB}, word)], ${wordsA}, ${weightsA})`,
  dot: (a, b) => `arrayDotProduct(${a}, ${b})`,
  times: (a, b) => `arrayMap((x, y) -> x * y, ${a}, ${b})`,
  powerOfTwo: (exponent) => `exp2(${exponent})`,
  each: (list) => `arrayJoin(${list})`,
  gather: (value) => `groupArray(${value})`,
  bit: (at) => `bitShiftLeft(toUInt32(1), toUInt8(${at}))`,
  bitsTogether: (values) => `groupBitOr(${values})`,
  as: (value, type) => `CAST(${value} AS ${types[type]})`,
  createTable: (name, order, select) => `CREATE TABLE ${name} ENGINE = MergeTree ORDER BY ${order ?? 'tuple()'} SETTINGS ${passing}${order === null ? '' : `, ${lookedUp}`} AS ${select}`,
  createSmall: (name, select) => `CREATE TABLE ${name} ENGINE = Memory AS ${select}`,
  resumeMerges: (name) => `ALTER TABLE ${name} RESET SETTING ${mergedAtMost}`,
  numbers: (count) => `(SELECT number AS i FROM numbers(${count}))`,
  /** Members of a key are gathered once, and pairs are made inside: a third of the time of a join of the keys with themselves. Numbers alone are sorted in a third of the time of pairs with sides. */
  pairsWithin: (keys, cap, isAcross) => {
    const [member, number] = isAcross ? ['(n, side)', '.1'] : ['n', ''];
    return `
SELECT a, b, groupBitOr(rule) AS rules
FROM (
  SELECT rule, members[first]${number} AS a, arrayJoin(arraySlice(members, first + 1)) AS other, other${number} AS b${isAcross ? ', members[first].2 != other.2 AS isAcross' : ''}
  FROM (
    SELECT ${clickhouse.bit(`key % ${rulesAtMost}`)} AS rule, arraySort(groupUniqArray(${member})) AS members, arrayJoin(range(1, length(members))) AS first
    FROM ${keys} GROUP BY key HAVING count() BETWEEN 2 AND ${cap}
  )
)${isAcross ? ' WHERE isAcross' : ''}
GROUP BY a, b`;
  },
  limits: ({ seconds, bytes, threads }) => ` SETTINGS max_execution_time = ${seconds}, max_memory_usage = ${bytes}, max_threads = ${threads}, max_insert_threads = ${threads}, ${asWritten}, ${written}`,
};
