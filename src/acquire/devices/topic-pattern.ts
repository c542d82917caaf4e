import { Failure, readingParts, type ReadingPart } from '../../model/index.ts';

/** A topic pattern, ready to be compared: `site/+account/device/+device/+metric`. */
export interface TopicPattern {
  /** What the broker is asked for: the same with bare `+`. */
  readonly filter: string;
  /** Parts of a reading that its topics name. */
  readonly names: readonly ReadingPart[];
  /** What a topic names; null where it is none of this pattern. */
  match(topic: string): Partial<Record<ReadingPart, string>> | null;
}

/** Reads a pattern: levels as MQTT has them (OASIS MQTT 5.0, 4.7), `+name` where a level is a part of the reading. Throws `Failure('bad_request')`. */
export function topicPattern(text: string): TopicPattern {
  const levels = text.split('/');
  levels.forEach((level, index) => checkLevel(level, index === levels.length - 1, text));
  const rest = levels.at(-1) === '#';
  const own = rest ? levels.slice(0, -1) : levels;
  const names = own.flatMap((level) => partOf(level) ?? []);
  if (new Set(names).size < names.length) throw wrong(text, 'it names a part twice');
  return { filter: [...own.map((level) => (level.startsWith('+') ? '+' : level)), ...(rest ? ['#'] : [])].join('/'), names, match: (topic) => matched(topic, own, rest) };
}

function matched(topic: string, own: readonly string[], rest: boolean): Partial<Record<ReadingPart, string>> | null {
  const given = topic.split('/');
  if (rest ? given.length < own.length : given.length !== own.length) return null;
  const found: Partial<Record<ReadingPart, string>> = {};
  for (const [index, level] of own.entries()) {
    const value = given[index] ?? '';
    if (!level.startsWith('+')) {
      if (level !== value) return null;
      continue;
    }
    const part = partOf(level);
    if (part !== null) found[part] = value;
  }
  return found;
}

const partOf = (level: string): ReadingPart | null => (level.startsWith('+') && level.length > 1 ? (level.slice(1) as ReadingPart) : null);

function checkLevel(level: string, isLast: boolean, text: string): void {
  const part = partOf(level);
  if (part !== null && !readingParts.includes(part)) throw wrong(text, `"${level}" names no part of a reading (${readingParts.join(', ')})`);
  if (!level.startsWith('+') && level.includes('+')) throw wrong(text, '"+" stands for a whole level');
  if (level.includes('#') && !(level === '#' && isLast)) throw wrong(text, '"#" stands for all levels that follow, at the end');
  if (level.includes('\0')) throw wrong(text, 'it holds a zero character');
}

const wrong = (text: string, why: string): Failure => new Failure('bad_request', `The topic "${text.slice(0, 100)}" cannot be subscribed to: ${why}.`, 'Write a pattern such as site/+account/device/+device/+metric.');

/** True where a topic may be of both filters: a broker may then send a message twice. */
export function overlap(a: string, b: string): boolean {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index], right[index]];
    if (one === '#' || other === '#') return true;
    if (one === undefined || other === undefined) return false;
    if (one !== '+' && other !== '+' && one !== other) return false;
  }
  return true;
}
