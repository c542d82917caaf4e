import { ZoneNames } from './name-zones.ts';

/** One event with its exceptions, as iCalendar text that can be read by itself. */
export interface EventText {
  readonly uid: string;
  readonly text: string;
  /** First line of the event in the file, from 1. */
  readonly line: number;
}

interface Block {
  readonly lines: string[];
  readonly line: number;
}

/**
 * Parts a calendar (RFC 5545) by its events, those with one UID together, so that one that cannot be read leaves its neighbours
 * alone and a long calendar is read piece by piece. Times without a zone get that of the calendar (`X-WR-TIMEZONE`), else UTC.
 */
export function splitCalendar(text: string): { events: EventText[]; isCalendar: boolean } {
  const { blocks, zones, head } = blocksOf(unfolded(text));
  const usual = head.map((line) => /^X-WR-TIMEZONE[^:]*:(\S.*)$/i.exec(line)?.[1]?.trim()).find((found) => found !== undefined);
  const names = new ZoneNames(new Map(zones.map((lines) => [zoneIdOf(lines), lines])), usual ?? null);
  const method = head.filter((line) => /^METHOD:/i.test(line)).slice(0, 1);
  const byUid = Map.groupBy(blocks, ({ lines, line }) => uidOf(lines) ?? `without ${line}`);
  const events = [...byUid].map(([uid, same]) => {
    const lines = same.flatMap((block) => block.lines.map((one) => names.inZone(one)));
    return { uid, line: same[0]?.line ?? 0, text: ['BEGIN:VCALENDAR', 'VERSION:2.0', ...method, ...names.definitionsFor(lines), ...lines, 'END:VCALENDAR', ''].join('\r\n') };
  });
  return { events, isCalendar: head.some((line) => /^BEGIN:VCALENDAR$/i.test(line)) };
}

/** Content lines, each with the number of its first line (RFC 5545, section 3.1). */
function unfolded(text: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = [];
  text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).forEach((line, index) => {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last) last.text += line.slice(1);
    else lines.push({ text: line.trimEnd(), line: index + 1 });
  });
  return lines;
}

function blocksOf(lines: readonly { text: string; line: number }[]): { blocks: Block[]; zones: string[][]; head: string[] } {
  const [blocks, zones, head]: [Block[], string[][], string[]] = [[], [], []];
  let open: { name: string; block: Block } | null = null;
  for (const { text, line } of lines) {
    const begun = /^BEGIN:(VEVENT|VTIMEZONE)$/i.exec(text)?.[1]?.toUpperCase();
    if (begun !== undefined && open === null) open = { name: begun, block: { lines: [], line } };
    if (open === null) { head.push(text); continue; }
    open.block.lines.push(text);
    if (text.toUpperCase() !== `END:${open.name}`) continue;
    if (open.name === 'VEVENT') blocks.push(open.block);
    else zones.push(open.block.lines);
    open = null;
  }
  return { blocks, zones, head };
}

const uidOf = (lines: readonly string[]): string | undefined => lines.map((line) => /^UID(?:;[^:]*)?:(.+)$/i.exec(line)?.[1]?.trim()).find((uid) => uid !== undefined);
const zoneIdOf = (lines: readonly string[]): string => lines.map((line) => /^TZID[^:]*:(.+)$/i.exec(line)?.[1]?.trim()).find((id) => id !== undefined) ?? '';
