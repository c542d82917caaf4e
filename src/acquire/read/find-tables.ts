import path from 'node:path';
import type { FileFormat } from '../../model/index.ts';
import { bytesOf, firstBytes, isGzip, isZip, sizeOf, unreadable } from './bytes.ts';
import { findEncoding, textOf } from './encoding.ts';
import { openSpool } from '../sources/spool/read-spool.ts';
import { headed, type HeadedTable } from './headed.ts';
import { findFixedLayout, layoutOf, readFixedWidth } from './fixed-width.ts';
import { findDelimiter, isDelimited, readDelimited } from './read-delimited.ts';
import { isParquet, readParquet } from './parquet/read-parquet.ts';
import { jsonNames, readJson } from './read-json.ts';
import { sheetNames } from './xlsx/workbook.ts';
import { readSheet } from './xlsx/read-sheet.ts';
import { readXml } from './xml/read-xml.ts';
import { recordPaths } from './xml/record-paths.ts';
import type { RawBlock } from './rows.ts';

/** A table in a file, and how its bytes are read. */
export interface FoundTable {
  readonly path: string;
  /** The path, with the sheet where a workbook has several. */
  readonly label: string;
  readonly format: FileFormat;
  readonly warning: string | null;
}

export interface FormatOverride {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
}

const notTables = /\.(md|pdf|docx?|pptx?|png|jpe?g|gif|svg|html?|zip|tar|exe|ya?ml|xls|ini|log|license)$/i;

/** Why a file is no table by its name alone, or null. */
export const notATable = (file: string): string | null => {
  if (/\.xls$/i.test(file)) return 'an old Excel file; save it as XLSX or CSV';
  if (/(^|\/)(readme|licen[cs]e)(\.\w+)?$/i.test(file)) return 'a text about the data, not data';
  return notTables.test(file) ? 'not a table' : null;
};

/** The tables of a file, recognised by content: delimited text, text of fixed width, JSON, XML, a workbook, Parquet, each but the last two also gzipped. */
export async function findTables(file: string, override: FormatOverride = {}): Promise<FoundTable[]> {
  if (await sizeOf(file) === 0) throw unreadable(file, 'it is empty', 'Export it again.');
  const raw = await firstBytes(file);
  if (isZip(raw)) return workbookTables(file);
  if (isParquet(raw)) return [{ path: file, label: file, format: { container: 'parquet', gzip: false, encoding: 'utf-8', delimiter: null, sheet: null }, warning: null }];
  const gzip = isGzip(raw);
  const head = gzip ? await unpackedHead(file) : await firstBytes(file, 65_536);
  if (head.length === 0) throw unreadable(file, 'it is empty', 'Export it again.');
  if (isZip(head)) throw unreadable(file, 'it is a gzipped archive', 'Unpack it once and import the workbook itself.');
  const found = override.encoding ? { encoding: override.encoding, warning: null } : await findEncoding(file, gzip, head);
  if (isBinary(head, found.encoding)) throw unreadable(file, 'it is not text and not a workbook', 'Save it as CSV, JSON Lines or XLSX.');
  return textTables(file, gzip, found, override);
}

async function unpackedHead(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytesOf(file, true)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= 65_536) break;
  }
  return Buffer.concat(chunks);
}

const isBinary = (head: Buffer, encoding: string): boolean => !encoding.startsWith('utf-16') && head.subarray(0, 4096).includes(0);

async function workbookTables(file: string): Promise<FoundTable[]> {
  const sheets = await sheetNames(file);
  return sheets.map((sheet) => ({
    path: file,
    label: sheets.length === 1 ? file : `${file} [${sheet}]`,
    format: { container: 'xlsx', gzip: false, encoding: 'utf-8', delimiter: null, sheet },
    warning: null,
  }));
}

async function textTables(file: string, gzip: boolean, found: { encoding: string; warning: string | null }, override: FormatOverride): Promise<FoundTable[]> {
  const head = await firstText(file, gzip, found.encoding);
  const base = { gzip, encoding: found.encoding, sheet: null };
  const start = head.trimStart();
  if (/^<[?!a-z]/i.test(start)) return xmlTables(file, gzip, found.encoding === 'windows-1252' ? declaredEncoding(start) ?? found.encoding : found.encoding);
  if (start.startsWith('{') || /^\[\s*[{\]]/.test(start)) return [{ path: file, label: file, format: { ...base, container: 'jsonl', delimiter: null }, warning: found.warning }];
  const delimiter = override.delimiter ?? layoutIn(head);
  const container = layoutOf(delimiter) !== null ? 'fixed' : delimiter === '\t' ? 'tsv' : 'csv';
  return [{ path: file, label: file, format: { ...base, container, delimiter }, warning: found.warning }];
}

/** A delimiter where one cuts the lines evenly; else columns of fixed width, where there are any. */
function layoutIn(head: string): string {
  const delimiter = findDelimiter(head);
  return isDelimited(head, delimiter) ? delimiter : findFixedLayout(head) ?? delimiter;
}

async function xmlTables(file: string, gzip: boolean, encoding: string): Promise<FoundTable[]> {
  const paths = await recordPaths(file, gzip, encoding);
  return paths.map((sheet) => ({ path: file, label: paths.length === 1 ? file : `${file} [${sheet}]`, format: { container: 'xml', gzip, encoding, delimiter: null, sheet }, warning: null }));
}

/** The encoding that an XML file names, where it is one of a single byte that is known here. */
function declaredEncoding(start: string): string | null {
  const label = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(start)?.[1];
  try {
    return label === undefined || /^utf/i.test(label) ? null : new TextDecoder(label).encoding;
  } catch {
    // An unknown label says nothing: the bytes decide.
    return null;
  }
}

async function firstText(file: string, gzip: boolean, encoding: string): Promise<string> {
  let text = '';
  for await (const chunk of textOf(file, gzip, encoding)) {
    text += chunk;
    if (text.length >= 65_536) break;
  }
  return text;
}

/** A found table with its header, and its rows as a stream; null where it holds none. */
export async function openTable(file: string, format: FileFormat): Promise<HeadedTable | null> {
  if (format.container === 'records') return openSpool(file);
  return headed(path.basename(file), await blocksOf(file, format));
}

async function blocksOf(file: string, format: FileFormat): Promise<AsyncIterable<RawBlock>> {
  if (format.container === 'xlsx') return readSheet(file, format.sheet ?? '');
  if (format.container === 'parquet') return readParquet(file);
  if (format.container === 'jsonl') return readJson(file, format.gzip, format.encoding, await jsonNames(file, format.gzip, format.encoding));
  if (format.container === 'xml') return readXml(file, format.gzip, format.encoding, format.sheet ?? '');
  const layout = format.container === 'fixed' ? layoutOf(format.delimiter) : null;
  if (layout !== null) return readFixedWidth(file, format.gzip, format.encoding, layout);
  return readDelimited(file, format.gzip, format.encoding, format.delimiter ?? ',');
}
