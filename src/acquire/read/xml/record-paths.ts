import { unreadable } from '../bytes.ts';
import { xmlEvents } from './xml-events.ts';

interface SeenPath { times: number; withFields: number; repeats: boolean }

const mostPaths = 20_000;
/** Elements further down hold parts of records, not records. */
const deepestRecord = 6;

/**
 * Paths of the elements that are records: those that repeat inside one parent and hold attributes or children with text. Where
 * records hold records (an order and its lines), the outer ones are the table.
 */
export async function recordPaths(file: string, gzip: boolean, encoding: string): Promise<string[]> {
  const survey = new Survey(file);
  for await (const fault of xmlEvents(file, gzip, encoding, survey)) if (fault !== null && survey.seen.size <= 1) throw unreadable(file, `it is not valid XML (line ${fault.line}: ${fault.reason})`, 'Export it again.');
  if (survey.root === 'html') throw unreadable(file, 'it is a web page', 'Export the data itself, as CSV, XLSX or XML.');
  if (survey.root === 'Workbook') throw unreadable(file, 'it is an Excel 2003 XML spreadsheet', 'Open it in a spreadsheet and save it as XLSX or CSV.');
  const records = [...survey.seen].filter(([, { repeats, withFields, times }]) => repeats && withFields > times / 2).map(([path]) => path);
  if (records.length === 0) throw unreadable(file, 'it has no records: no element with fields stands in it more than once', 'Export a list, as CSV, XLSX or XML.');
  return records.filter((path) => !records.some((other) => path.startsWith(`${other}/`)));
}

interface Open { readonly path: string; readonly children: Map<string, number>; fields: number; text: boolean }

class Survey {
  readonly seen = new Map<string, SeenPath>();
  root = '';
  readonly #file: string;
  readonly #open: Open[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1);
    if (parent === undefined && this.root === '') this.root = name;
    const path = `${parent?.path ?? ''}/${name}`;
    const times = (parent?.children.get(name) ?? 0) + 1;
    parent?.children.set(name, times);
    this.#note(path, times > 1);
    this.#open.push({ path, children: new Map(), fields: Object.keys(attributes).filter((one) => !/^xml(ns)?(:|$)/.test(one)).length, text: false });
  }

  text(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined && !element.text && text.trim() !== '') element.text = true;
  }

  close(): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (element === undefined) return;
    const seen = this.seen.get(element.path);
    if (seen !== undefined && element.fields > 0) seen.withFields += 1;
    if (parent !== undefined && (element.text || element.fields > 0)) parent.fields += 1;
  }

  #note(path: string, repeats: boolean): void {
    if (path.split('/').length - 1 > deepestRecord) return;
    const seen = this.seen.get(path) ?? { times: 0, withFields: 0, repeats: false };
    if (seen.times === 0) {
      if (this.seen.size >= mostPaths) throw unreadable(this.#file, `it has more than ${mostPaths} kinds of elements`, 'Export it as a table of records.');
      this.seen.set(path, seen);
    }
    seen.times += 1;
    seen.repeats ||= repeats;
  }
}
