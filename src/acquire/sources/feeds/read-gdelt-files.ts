import { feedDate } from './feed-dates.ts';
import type { FeedFormat, FeedReading, ReadFeedOptions } from './feed-reading.ts';
import { mentionOf } from './mention-of.ts';
import { nothingSaid, readItems, taken, type ItemOutcome } from './read-items.ts';

/** Columns of the two tab-separated files of GDELT 2.x: the Global Knowledge Graph 2.1 and the table of mentions (code books of 2015). */
const graphColumns = 27;
const mentionColumns = 16;
/** A language code before translation stands in a text such as `srclc:deu;eng:Moses`. */
const translatedFrom = /srclc:([a-z]{3})/i;
const threeLetters: Readonly<Record<string, string>> = { deu: 'de', ger: 'de', fra: 'fr', fre: 'fr', spa: 'es', ita: 'it', por: 'pt', nld: 'nl', dut: 'nl', pol: 'pl', rus: 'ru', tur: 'tr', zho: 'zh', jpn: 'ja' };

/** Which of the two files lines are of; null where they are neither. */
export function gdeltFileFormat(text: string): FeedFormat | null {
  const first = text.slice(0, 200_000).split('\n', 1)[0]?.split('\t') ?? [];
  if (first.length === graphColumns && /^\d{14}-/.test(first[0] ?? '')) return 'GDELT knowledge graph';
  return first.length === mentionColumns && /^\d+$/.test(first[0] ?? '') && /^\d{14}$/.test(first[1] ?? '') ? 'GDELT mentions' : null;
}

/** Reads one of the files. People's names in it are passed over: companies alone are looked for. */
export function readGdeltFile(text: string, format: FeedFormat, options: ReadFeedOptions): FeedReading {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return readItems(format, lines, (line) => (format === 'GDELT mentions' ? mentionLine(line.split('\t'), options) : graphLine(line.split('\t'), options)));
}

/** Record id, date, kind of source, site, address, …, organisations (V2, with places in the text), …, extras with the page's title. */
function graphLine(cells: readonly string[], options: ReadFeedOptions): ItemOutcome {
  if (cells.length !== graphColumns) return { skip: `${cells.length} columns where the file has ${graphColumns}` };
  const url = cells[4] ?? '';
  const organisations = [...new Set((cells[14] ?? '').split(';').map((one) => one.replace(/,\d+$/, '').trim()).filter((one) => one !== ''))];
  const title = /<PAGE_TITLE>([^]{0,2000}?)<\/PAGE_TITLE>/i.exec(cells[26] ?? '')?.[1] ?? null;
  return taken(mentionOf({
    kind: 'article', id: url, url, title: title === null ? null : { html: title }, text: organisations.length === 0 ? null : { plain: `Organisations: ${organisations.join(', ')}.` },
    author: null, publishedAt: feedDate(cells[1] ?? ''), language: languageOf(cells[25] ?? ''),
  }, options));
}

/** Event, times, kind of mention (1 is the web), site, address, …: no title and no text, so that a domain is all there is to match. */
function mentionLine(cells: readonly string[], options: ReadFeedOptions): ItemOutcome {
  if (cells.length !== mentionColumns) return { skip: `${cells.length} columns where the file has ${mentionColumns}` };
  if (cells[3] !== '1') return nothingSaid;
  const url = cells[5] ?? '';
  return taken(mentionOf({ kind: 'article', id: url, url, title: null, text: null, author: null, publishedAt: feedDate(cells[2] ?? ''), language: languageOf(cells[14] ?? '') }, options));
}

/** Without a translation, GDELT read the text as English. */
function languageOf(translation: string): string | null {
  if (translation.trim() === '') return 'en';
  return threeLetters[translatedFrom.exec(translation)?.[1]?.toLowerCase() ?? ''] ?? null;
}
