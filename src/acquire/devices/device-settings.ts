import { z } from 'zod';
import { deviceSettingsSchema, readingParts, timeUnits, type DeviceRules, type DeviceSettings, type DeviceSourceInput, type ReadingPart } from '../../model/index.ts';
import { otlpSettings } from './otlp/otlp-settings.ts';
import { readTexts, thinningOf, thinningTexts, wholeNumber, wordsInText, wrongSetting } from './thinning-settings.ts';
import { overlap, topicPattern } from './topic-pattern.ts';

type Texts = Readonly<Record<string, string>>;

const ruleTexts = {
  ...Object.fromEntries(readingParts.map((part) => [part, z.string().optional()])) as Record<ReadingPart, z.ZodOptional<z.ZodString>>,
  timeIn: z.enum(timeUnits).default('ms'),
  total: wordsInText.default([]), delta: wordsInText.default([]),
  ...thinningTexts,
};
const mqttTexts = z.strictObject({
  ...ruleTexts,
  topic: z.string().transform((text) => text.split(/\s+/).filter((one) => one !== '')),
  host: z.string().min(1).max(255),
  port: wholeNumber(1, 65_535).optional(),
  tls: z.enum(['verify', 'on', 'off']).default('off'),
  ca: z.string().optional(), user: z.string().optional(), clientId: z.string().optional(),
  sessionHours: wholeNumber(1, 24 * 365).default(24 * 7),
});

/** Settings of a source of devices, from text by name. `ownName` tells this source's session from all others. Throws `Failure('bad_request')` that says what is wrong with which. */
export function deviceSettings({ kind, settings, secrets }: DeviceSourceInput, ownName: string): DeviceSettings {
  const allowed = kind === 'mqtt' ? ['password'] : [];
  const unknown = Object.keys(secrets).find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw wrongSetting(`A source of kind ${kind} has no secret "${unknown}"; it may have ${allowed.length === 0 ? 'none' : '"password"'}.`);
  return kind === 'mqtt' ? mqttSettings(settings, ownName) : otlpSettings(settings);
}

function mqttSettings(settings: Texts, ownName: string): DeviceSettings {
  const read = readTexts(mqttTexts, settings);
  const { topic, host, port, tls, ca, user, clientId, sessionHours } = read;
  const rules = rulesOf(read, topic, settings);
  checkTopics(rules);
  return deviceSettingsSchema.parse({ kind: 'mqtt', rules, broker: { host, port: port ?? (tls === 'off' ? 1883 : 8883), tls, ca: ca ?? null, user: user ?? null, clientId: clientId ?? ownName, sessionHours } });
}

function rulesOf(read: z.output<typeof mqttTexts>, topics: readonly string[], settings: Texts): DeviceRules {
  const places = Object.fromEntries(readingParts.flatMap((part) => (settings[part] === undefined ? [] : [[part, checkedPlace(part, settings[part])]])));
  return { topics: [...topics], places, timeIn: read.timeIn, total: read.total, delta: read.delta, thin: thinningOf(read) };
}

function checkedPlace(part: ReadingPart, place: string): string {
  if (/^=./.test(place) || /^\/(?:[^~]|~[01])*$/.test(place)) return place;
  throw wrongSetting(`${part}: "${place.slice(0, 60)}" is no place: write /name/in/the/payload (JSON Pointer), or =text that holds for all.`);
}

/** Every reading must find its device and its metric, and no topic may come twice. */
function checkTopics({ topics, places }: DeviceRules): void {
  const patterns = topics.map(topicPattern);
  if (patterns.length === 0) throw wrongSetting('topic: nothing to subscribe to.');
  for (const { names, filter } of patterns) {
    if (places.device === undefined && !names.includes('device')) throw wrongSetting(`No device is named: write +device in the topic "${filter}", or device=/place.`);
    const twice = names.find((name) => places[name] !== undefined);
    if (twice !== undefined) throw wrongSetting(`${twice} stands in the topic and among the settings.`);
    if (places.values !== undefined && (names.includes('metric') || places.metric !== undefined)) throw wrongSetting('"values" takes the names of its members as metrics: leave "metric" out.');
  }
  const filters = patterns.map(({ filter }) => filter);
  const second = filters.find((filter, index) => filters.some((other, place) => place < index && overlap(filter, other)));
  if (second !== undefined) throw wrongSetting(`The topic "${second}" overlaps with another: the broker would send messages twice.`);
}
