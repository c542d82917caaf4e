import { FrontException, syntaxError, unknownSetting } from './exception.ts';
import { quoted } from './native-engine.ts';

/** What a statement does, read from its first word. */
export type StatementKind = 'select' | 'answer' | 'insert' | 'other';

const blankOrComment = /^(?:\s+|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const answerWords = new Set(['SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'EXISTS']);

export function kindOf(text: string): StatementKind {
  const start = text.replace(blankOrComment, '').replace(/^\(+\s*/, '');
  const word = /^[A-Za-z]+/.exec(start)?.[0].toUpperCase() ?? '';
  if (word === 'SELECT' || word === 'WITH' || word === 'FROM') return 'select';
  if (answerWords.has(word)) return 'answer';
  return word === 'INSERT' ? 'insert' : 'other';
}

/** Quoted texts, quoted names and comments, in the engine's grammar; what is left decides where a statement ends. */
const opaque = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\//g;

/** The library would run "a; b" as two statements, which no ClickHouse server does over HTTP. */
export function refuseSecondStatement(text: string): void {
  const end = text.replace(opaque, ' ').split(';');
  if (end.slice(1).some((rest) => rest.trim() !== '')) {
    throw new FrontException(syntaxError, 'SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed)');
  }
}

/** Settings that may come with a request and travel in the statement; others are about transport or already fixed here. */
const carried: ReadonlyMap<string, 'number' | 'text'> = new Map([
  ['insert_deduplication_token', 'text'],
  ['insert_deduplicate', 'number'],
  ['date_time_input_format', 'text'],
  ['date_time_output_format', 'text'],
  ['input_format_skip_unknown_fields', 'number'],
  ['join_use_nulls', 'number'],
  ['max_execution_time', 'number'],
  ['max_memory_usage', 'number'],
  ['max_result_rows', 'number'],
  ['result_overflow_mode', 'text'],
  ['max_threads', 'number'],
  ['max_block_size', 'number'],
  ['mutations_sync', 'number'],
  ['alter_sync', 'number'],
] as const);

/** Accepted without effect: always so here, or meaningless without a server. */
const without = new Set([
  'output_format_json_quote_64bit_integers', 'output_format_json_quote_denormals', 'async_insert', 'wait_for_async_insert', 'send_progress_in_http_headers',
  'http_headers_progress_interval_ms', 'cancel_http_readonly_queries_on_client_close', 'session_timeout', 'role', 'user', 'password', 'readonly',
]);

/** `SETTINGS` of one statement. Never `SET`: that would stay with the connection. Values from outside are numbers or quoted. */
export function settingsClause(settings: ReadonlyMap<string, string>): string {
  const list = [...settings].filter(([name]) => !without.has(name)).map(([name, value]) => `${name} = ${settingValue(name, value)}`);
  return list.length === 0 ? '' : ` SETTINGS ${list.join(', ')}`;
}

function settingValue(name: string, value: string): string {
  const type = carried.get(name);
  if (!type) throw new FrontException(unknownSetting, 'UNKNOWN_SETTING', `Setting ${name} is not among those this front accepts`);
  if (type === 'text') return quoted(value);
  if (!/^\d{1,18}(?:\.\d{1,6})?$/.test(value)) throw new FrontException(unknownSetting, 'BAD_ARGUMENTS', `Setting ${name} must be a number`);
  return value;
}

/** Puts the settings where the grammar wants them: before VALUES of an insert, at the end of a read. */
export function withSettings(text: string, kind: StatementKind, settings: ReadonlyMap<string, string>): string {
  const clause = settingsClause(settings);
  if (clause === '' || kind === 'other') return text;
  if (kind === 'insert') return text.replace(/\s+VALUES\b|\s+SELECT\b/i, (tail) => `${clause}${tail}`);
  return `${text}${clause}`;
}

/** An insert whose data follows: `head` SETTINGS … FORMAT `format`. */
export interface InsertHead {
  readonly head: string;
  readonly format: string;
}

const insertTail = /\s+FORMAT\s+(\w+)\s*;?\s*$/i;

export function insertHeadOf(text: string): InsertHead {
  const tail = insertTail.exec(text);
  if (!tail?.[1]) throw new FrontException(syntaxError, 'SYNTAX_ERROR', 'An insert with data must end with FORMAT and its name');
  return { head: text.slice(0, tail.index), format: tail[1] };
}

/** The data follows the text. */
export const inlineInsert = ({ head, format }: InsertHead, settings: string): string => `${head}${settings} FORMAT ${format}`;
/** The data is in a file. */
export const insertFromFile = ({ head, format }: InsertHead, settings: string, file: string): string =>
  `${head} FROM INFILE ${quoted(file)}${settings} FORMAT ${format}`;

/** Parameter names a text uses. Texts inside quotes count too: refusing one too many is better than an old value. */
export const parametersIn = (text: string): Set<string> => new Set([...text.matchAll(/\{\s*([A-Za-z_]\w*)\s*:/g)].map((match) => match[1] ?? ''));

/** Formats whose answer may be cut anywhere between rows; others have a head and a foot, which each piece would repeat. */
const piecewise = new Set(['JSONEachRow', 'JSONCompactEachRow', 'TabSeparated', 'TSV', 'TSVRaw', 'TabSeparatedRaw', 'CSV', 'Native', 'Values']);
const readTail = /\bFORMAT\s+(\w+)(?:\s+SETTINGS\s[^'"`]*)?\s*;?\s*$/i;

/** The format an answer comes in: the statement's own, else the request's. */
export const formatOf = (text: string, requested: string): string => readTail.exec(text)?.[1] ?? requested;
export const isPiecewise = (format: string): boolean => piecewise.has(format);
