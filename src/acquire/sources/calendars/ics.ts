import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from '../../../model/index.ts';
import { checkAddress, fetchOut } from '../../../net/index.ts';
import { ActivityStreams } from '../correspondence/activity-records.ts';
import { correspondenceSettings } from '../correspondence/correspondence-settings.ts';
import { PartySifter } from '../correspondence/sift-parties.ts';
import { Tally } from '../correspondence/tally.ts';
import { wholeSource, type SourceContext, type SourceKind, type SourceMessage } from '../source-kind.ts';
import { readMeetings } from './read-meetings.ts';
import { splitCalendar } from './split-calendar.ts';

const settingsSchema = z.strictObject({
  ...correspondenceSettings,
  /** A file on this machine; without it the secret `url` says where the calendar is. */
  file: z.string().refine((text) => path.isAbsolute(text), 'must be a full path').optional(),
});
type IcsSettings = z.output<typeof settingsSchema>;
type Place = Pick<SourceContext, 'secrets' | 'rules'>;

const mostBytes = 50_000_000;

/** A calendar as an iCalendar file or address. Addresses that open a calendar without a password are secrets. */
export const ics: SourceKind<IcsSettings> = {
  kind: 'ics',
  settings: settingsSchema,
  secrets: ['url'],
  mailbox: ({ owner, subjects }) => ({ owner, subjects: subjects === 'keep' }),
  check: async ({ file }, { secrets, rules }) => {
    if ((file === undefined) === (secrets['url'] === undefined)) throw new Failure('bad_request', 'A calendar is either a file or an address.', 'Give --setting file=PATH, or --secret url.');
    if (secrets['url'] === undefined) return;
    const checked = await checkAddress(withHttps(secrets['url']), rules);
    if (checked.kind === 'refused') throw new Failure('bad_request', checked.detail, 'Give an address that everybody can reach, or have the host allowed by whoever runs this machine.');
  },
  // Every run reads the whole calendar.
  goesOn: ['*'],
  read: readIcs,
};

/** `webcal://` is how calendars are offered to be subscribed to; it means HTTPS. */
const withHttps = (address: string): string => address.trim().replace(/^webcals?:\/\//i, 'https://');

async function* readIcs(settings: IcsSettings, context: SourceContext): AsyncIterable<SourceMessage> {
  const { events, isCalendar } = splitCalendar(await calendarText(settings, context));
  if (!isCalendar) throw new Failure('unreadable_file', 'What came is no iCalendar file.', 'See whether the address or file is the calendar itself, and not a page about it.');
  const tally = new Tally('meetings');
  const sifter = new PartySifter(settings, await context.correspondents());
  yield* readMeetings(events, { settings, sifter, streams: new ActivityStreams(context.source), tally, now: context.now, seen: new Set() });
  yield { type: 'state', stream: wholeSource, value: { readTo: new Date(context.now).toISOString() } };
  for (const text of tally.lines()) yield { type: 'note', text };
}

const calendarText = async ({ file }: IcsSettings, context: SourceContext): Promise<string> =>
  new TextDecoder().decode(file === undefined ? await fetched(context) : await fileBytes(file));

async function fileBytes(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Failure('not_found', 'The file of the calendar is not there.', 'Check the setting "file".');
  if (found.size > mostBytes) throw tooLarge();
  return readFile(file);
}

async function fetched({ secrets, rules, signal }: Place & Pick<SourceContext, 'signal'>): Promise<Uint8Array> {
  const answer = await fetchOut({ url: withHttps(secrets['url'] ?? ''), headers: { accept: 'text/calendar' }, signal }, { ...rules, timeoutMs: 60_000, mostBytes, mostUnpackedBytes: mostBytes });
  if (answer.kind === 'answered' && answer.status === 200) return answer.body;
  if (answer.kind === 'failed' && answer.reason === 'too_large') throw tooLarge();
  throw new Failure('busy', answer.kind === 'answered' ? `The calendar's server answered with ${answer.status}.` : answer.detail, 'See whether the address is still the calendar\'s; it is tried again.');
}

const tooLarge = (): Failure => new Failure('too_large', 'The calendar is larger than 50 MB.', 'Offer a part of it.');
