import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { cutGoverned, readersOfWaysOut } from '../../model/index.ts';
import { visibleEvents, visibleTouches, type Facts } from '../../store/index.ts';

/** Folder of an export with what sources sent, and the touches that follow from it. It is for reading elsewhere: no import takes it. */
const collectedFolder = 'collected';

type Row = Record<string, unknown>;

interface Written {
  readonly file: string;
  readonly columns: readonly string[];
  readonly from: string;
  readonly shown: (row: Row) => Row;
}

const textColumns = ['properties', 'traits'] as const;

/** Parsed, and without what rules of access keep from people who analyse. */
function eventShown({ context, ...row }: Row): Row {
  const isGoverned = typeof context === 'string' && context.includes('"ceddl"');
  const texts = textColumns.map((name) => [name, cutWhere(isGoverned, JSON.parse(String(row[name]) || '{}') as Row)] as const);
  return { ...row, ...Object.fromEntries(texts), context: isGoverned ? {} : JSON.parse(String(context) || '{}') };
}

const cutWhere = (isGoverned: boolean, fields: Row): Row => (isGoverned ? { ...cutGoverned(fields, readersOfWaysOut.lists) } : fields);

const written: readonly Written[] = [
  {
    file: 'events.jsonl', shown: eventShown, from: `${visibleEvents('store')} ORDER BY received_at, event_id`,
    columns: ['event_id', 'source', 'received_at', 'occurred_at', 'message_id', 'type', 'name', 'anonymous_id', 'user_id', 'group_id', 'previous_id', 'properties', 'traits', 'context', 'warnings'],
  },
  {
    file: 'touches.jsonl', shown: (row) => row, from: `${visibleTouches('analyse')} AND notEmpty(events) ORDER BY first_at, touch_id`,
    columns: ['touch_id', 'kind', 'thinned', 'name', 'who', 'user_id', 'anonymous_ids', 'group_ids', 'first_at', 'last_at', 'known_at', 'pages', 'page_views', 'referrer', 'channel', 'campaign', 'sources', 'rule_version', 'events'],
  },
];

/** Writes events and touches as JSON lines, where there are any. Returns the files. */
export async function exportCollected(facts: Facts, into: string): Promise<string[]> {
  const folder = path.join(into, collectedFolder);
  const files: string[] = [];
  for (const one of written) {
    const rows = facts.stream(`SELECT ${one.columns.join(', ')} FROM ${one.from}`, {})[Symbol.asyncIterator]();
    const first = await rows.next();
    if (first.done) continue;
    await mkdir(folder, { recursive: true });
    files.push(await writeLines(path.join(folder, one.file), one, first.value, rows));
  }
  return files;
}

async function writeLines(file: string, { columns, shown }: Written, first: unknown[][], rest: AsyncIterator<unknown[][]>): Promise<string> {
  const stream = createWriteStream(file, { mode: 0o600 });
  for (let block: unknown[][] | undefined = first; block; block = await nextBlock(rest)) {
    const lines = block.map((row) => `${JSON.stringify(shown(Object.fromEntries(columns.map((name, index) => [name, row[index]]))))}\n`).join('');
    if (!stream.write(lines)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return file;
}

async function nextBlock(rest: AsyncIterator<unknown[][]>): Promise<unknown[][] | undefined> {
  const next = await rest.next();
  return next.done ? undefined : next.value;
}
