import { Failure } from '../../model/index.ts';
import type { CommonSettings, SourceKind } from './source-kind.ts';

type Texts = Readonly<Record<string, string>>;
const own = /^(streams|timeoutMinutes|silenceSeconds|batchRows|as\..+|column\..+|deleted\..+)$/;

/** Settings that every kind of source takes, and those of its own kind, each checked; a name that neither has is refused. */
export function settingsOf<S>(kind: SourceKind<S>, settings: Texts): { common: CommonSettings; own: S } {
  const common = Object.fromEntries(Object.entries(settings).filter(([name]) => own.test(name)));
  const parsed = kind.settings.safeParse(Object.fromEntries(Object.entries(settings).filter(([name]) => !own.test(name))));
  if (!parsed.success) throw new Failure('bad_request', parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ')).join('; '), 'See docs/guides/live-sources.md for the settings of each kind.');
  return { common: commonSettings(common), own: parsed.data };
}

function commonSettings(settings: Texts): CommonSettings {
  const streams = settings['streams']?.split(',').map((one) => one.trim()).filter((one) => one !== '');
  return {
    streams: streams && streams.length > 0 ? new Set(streams) : null,
    kinds: new Map(named(settings, 'as.')),
    columns: named(settings, 'column.').map(([place, field]) => ({ ...placeOf(place), field })),
    deleted: new Map(named(settings, 'deleted.')),
    timeoutMinutes: wholeNumber(settings, 'timeoutMinutes', 360),
    silenceSeconds: wholeNumber(settings, 'silenceSeconds', 300),
    batchRows: wholeNumber(settings, 'batchRows', 500_000),
  };
}

const named = (settings: Texts, start: string): [string, string][] => Object.entries(settings).filter(([name]) => name.startsWith(start)).map(([name, value]) => [name.slice(start.length), value]);

/** `deals.Value` → stream `deals`, column `Value`: the first dot parts them. */
function placeOf(place: string): { stream: string; column: string } {
  const dot = place.indexOf('.');
  if (dot <= 0) throw new Failure('bad_request', `"column.${place}" names no stream and column.`, 'Write column.STREAM.COLUMN=FIELD.');
  return { stream: place.slice(0, dot), column: place.slice(dot + 1) };
}

function wholeNumber(settings: Texts, name: string, usual: number): number {
  const text = settings[name];
  if (text === undefined) return usual;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Failure('bad_request', `${name}: "${text}" is no whole number above 0.`, `Leave it out for ${usual}.`);
  return Number(text);
}
