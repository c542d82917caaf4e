import { z } from 'zod';
import { Failure, deviceSettingsSchema, readingParts, timeUnits, type DeviceRules, type DeviceSettings, type DeviceSourceInput, type ReadingPart } from '../../model/index.ts';
import { overlap, topicPattern } from './topic-pattern.ts';

type Texts = Readonly<Record<string, string>>;
const whole = (least: number, most: number) => z.string().regex(/^\d{1,6}$/, 'must be a whole number').transform(Number).pipe(z.number().min(least).max(most));
const words = z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''));

const ruleTexts = {
  ...Object.fromEntries(readingParts.map((part) => [part, z.string().optional()])) as Record<ReadingPart, z.ZodOptional<z.ZodString>>,
  timeIn: z.enum(timeUnits).default('ms'),
  'thin.seconds': whole(1, 86_400).optional(),
  'thin.deadBand': z.string().regex(/^\d+(\.\d+)?$/, 'must be a number').transform(Number).optional(),
  'thin.keep': words.default([]),
};
const mqttTexts = z.strictObject({
  ...ruleTexts,
  topic: z.string().transform((text) => text.split(/\s+/).filter((one) => one !== '')),
  host: z.string().min(1).max(255),
  port: whole(1, 65_535).optional(),
  tls: z.enum(['verify', 'on', 'off']).default('off'),
  ca: z.string().optional(), user: z.string().optional(), clientId: z.string().optional(),
  sessionHours: whole(1, 24 * 365).default(24 * 7),
});

const guide = 'See docs/guides/devices.md for the settings.';
const wrong = (what: string): Failure => new Failure('bad_request', what, guide);

/** Settings of a source of devices, from text by name. `ownName` tells this source's session from all others. Throws `Failure('bad_request')` that says what is wrong with which. */
export function deviceSettings({ settings, secrets }: DeviceSourceInput, ownName: string): DeviceSettings {
  const unknown = Object.keys(secrets).find((name) => name !== 'password');
  if (unknown !== undefined) throw wrong(`A source of kind mqtt has no secret "${unknown}"; it may have "password".`);
  const read = mqttTexts.safeParse(settings);
  if (!read.success) throw wrong(read.error.issues.map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(': ')).join('; '));
  const { topic, host, port, tls, ca, user, clientId, sessionHours } = read.data;
  const rules = rulesOf(read.data, topic, settings);
  checkTopics(rules);
  return deviceSettingsSchema.parse({ kind: 'mqtt', rules, broker: { host, port: port ?? (tls === 'off' ? 1883 : 8883), tls, ca: ca ?? null, user: user ?? null, clientId: clientId ?? ownName, sessionHours } });
}

function rulesOf(read: z.output<typeof mqttTexts>, topics: readonly string[], settings: Texts): DeviceRules {
  const places = Object.fromEntries(readingParts.flatMap((part) => (settings[part] === undefined ? [] : [[part, checkedPlace(part, settings[part])]])));
  const seconds = read['thin.seconds'];
  if (seconds === undefined && (read['thin.deadBand'] !== undefined || read['thin.keep'].length > 0)) throw wrong('thin.deadBand and thin.keep need thin.seconds.');
  return { topics: [...topics], places, timeIn: read.timeIn, thin: seconds === undefined ? null : { seconds, deadBand: read['thin.deadBand'] ?? null, keep: read['thin.keep'] } };
}

function checkedPlace(part: ReadingPart, place: string): string {
  if (/^=./.test(place) || /^\/(?:[^~]|~[01])*$/.test(place)) return place;
  throw wrong(`${part}: "${place.slice(0, 60)}" is no place: write /name/in/the/payload (JSON Pointer), or =text that holds for all.`);
}

/** Every reading must find its device and its metric, and no topic may come twice. */
function checkTopics({ topics, places }: DeviceRules): void {
  const patterns = topics.map(topicPattern);
  if (patterns.length === 0) throw wrong('topic: nothing to subscribe to.');
  for (const { names, filter } of patterns) {
    if (places.device === undefined && !names.includes('device')) throw wrong(`No device is named: write +device in the topic "${filter}", or device=/place.`);
    const twice = names.find((name) => places[name] !== undefined);
    if (twice !== undefined) throw wrong(`${twice} stands in the topic and among the settings.`);
    if (places.values !== undefined && (names.includes('metric') || places.metric !== undefined)) throw wrong('"values" takes the names of its members as metrics: leave "metric" out.');
  }
  const filters = patterns.map(({ filter }) => filter);
  const second = filters.find((filter, index) => filters.some((other, place) => place < index && overlap(filter, other)));
  if (second !== undefined) throw wrong(`The topic "${second}" overlaps with another: the broker would send messages twice.`);
}
