import { text } from 'node:stream/consumers';
import { Failure, deviceSourceKinds, liveSourceKinds, type LiveSource, type LiveSourceInput } from '../model/index.ts';
import { textOf, type CommandContext, type Options } from './command.ts';

/** What the options of "source create" say of a live source. Secrets are never among them: arguments are seen by everybody on the machine. */
export async function liveInputOf(context: CommandContext, name: string, options: Options): Promise<LiveSourceInput> {
  const kind = liveSourceKinds.find((one) => one === options['kind']);
  if (!kind) throw new Failure('bad_request', `There is no kind "${String(options['kind'])}".`, `Kinds: events, ${deviceSourceKinds.join(', ')}, ${liveSourceKinds.join(', ')}.`);
  const settings = settingsIn(options);
  return { name, kind, settings, secrets: await secretsIn(context, wordsOf(options, 'secret')), ...await scheduleIn(context, options) };
}

export const wordsOf = (options: Options, name: string): string[] => (Array.isArray(options[name]) ? (options[name] as unknown[]).map(String) : []);

export const settingsIn = (options: Options): Record<string, string> => Object.fromEntries(wordsOf(options, 'setting').map(settingIn));

function settingIn(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at <= 0) throw new Failure('bad_request', `"${word}" is no setting.`, 'Write --setting name=value.');
  return [word.slice(0, at), word.slice(at + 1)];
}

/** When it is read by itself, as the options say; nothing where they do not. A time of day is one of the zone of the rules of contact unless another is given. */
export async function scheduleIn(context: CommandContext, options: Options): Promise<Pick<LiveSourceInput, 'everyMinutes' | 'daily'>> {
  const [every, at, zone] = ['every', 'daily', 'zone'].map((name) => textOf(options, name));
  if (at !== undefined) return { ...(every === undefined ? {} : { everyMinutes: minutesIn(every) }), daily: { at, zone: zone ?? (await (await context.workspace('main')).caps.rules()).rules.timeZone } };
  if (zone !== undefined) throw new Failure('bad_request', '--zone is of a time of day.', 'Write --daily 06:30 --zone Europe/Berlin.');
  return every === undefined ? {} : { everyMinutes: every === 'never' ? null : minutesIn(every) };
}

/** In words. */
export const scheduleWords = ({ everyMinutes, daily }: Pick<LiveSource, 'everyMinutes' | 'daily'>): string => (daily === null ? everyMinutes === null ? 'read when asked' : `every ${everyMinutes} minutes` : `daily at ${daily.at} ${daily.zone}`);

function minutesIn(word: string): number {
  if (!/^[1-9]\d{0,4}$/.test(word)) throw new Failure('bad_request', `"${word}" is no number of minutes.`, 'Give a whole number, such as 15.');
  return Number(word);
}

/** The variables' values; the one secret that has no variable may come by standard input. */
export async function secretsIn({ parts }: CommandContext, names: readonly string[]): Promise<Record<string, string>> {
  const held = names.map((name) => [name, parts.env[`HINDCAST_SECRET_${name.toUpperCase()}`]] as const);
  const missing = held.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 1 || (missing.length === 1 && !parts.stdin)) throw new Failure('bad_request', `There is no value for ${missing.join(', ')}.`, `Set ${missing.map((name) => `HINDCAST_SECRET_${name.toUpperCase()}`).join(', ')}, or pipe one secret in.`);
  const piped = missing.length === 1 && parts.stdin ? (await text(parts.stdin)).replace(/\r?\n$/, '') : '';
  return Object.fromEntries(held.map(([name, value]) => [name, value ?? piped]));
}
