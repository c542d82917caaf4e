import { Failure } from '../../../model/index.ts';
import { ActivityStreams, activitiesOf } from '../correspondence/activity-records.ts';
import { startOf } from '../correspondence/correspondence-settings.ts';
import { privateWords } from '../correspondence/private-words.ts';
import { PartySifter } from '../correspondence/sift-parties.ts';
import { Tally } from '../correspondence/tally.ts';
import type { SourceContext, SourceKind, SourceMessage } from '../source-kind.ts';
import { imapSettingsSchema, type ImapSettings } from './imap-settings.ts';
import { MailServer, type MailFolder } from './mail-server.ts';
import { siftMessage, type SiftMessage } from './sift-message.ts';

/** A mail box by its headers. The address comes from the command line, so it may lie inside, as those of databases may. */
export const imap: SourceKind<ImapSettings> = {
  kind: 'imap', settings: imapSettingsSchema, secrets: ['password'], needs: ['password'],
  mailbox: ({ owner, subjects }) => ({ owner, subjects: subjects === 'keep' }),
  goesOn: ['port', 'tls', 'folders', 'exclude'],
  read: readImap,
};

/** Messages whose headers are asked for at once. */
const messagesAtOnce = 500;
/** What nobody keeps as correspondence, and the folder that holds everything a second time (RFC 6154). */
const usesLeftOut: ReadonlySet<string | null> = new Set(['\\Junk', '\\Trash', '\\Drafts', '\\All', '\\Flagged']);

interface FolderState {
  readonly validity: string;
  /** The first number that was not read. */
  readonly next: number;
}
const stateOf = (folder: MailFolder): string => `folder ${folder.path}`;

async function* readImap(settings: ImapSettings, context: SourceContext): AsyncIterable<SourceMessage> {
  const tally = new Tally('messages');
  const sifting: SiftMessage = { settings, sifter: new PartySifter(settings, await context.correspondents()), from: startOf(settings, context.now), seen: new Set() };
  const server = await MailServer.of(settings, context.secrets['password'] ?? '', context.signal);
  try {
    await server.open();
    const reader = new FolderReader(server, sifting, tally, new ActivityStreams(context.source));
    for (const folder of await foldersToRead(server, settings, tally)) yield* reader.read(folder, context.cursors.get(stateOf(folder)));
  } finally {
    server.close();
  }
  for (const text of tally.lines()) yield { type: 'note', text };
}

async function foldersToRead(server: MailServer, { folders }: ImapSettings, tally: Tally): Promise<MailFolder[]> {
  const found = await server.folders();
  const missing = folders.find((name) => !found.some(({ path }) => path === name));
  if (missing !== undefined) throw new Failure('not_found', `There is no folder "${missing}" in this mail box.`, 'Check the setting "folders".');
  const asked = folders.length > 0 ? found.filter(({ path }) => folders.includes(path)) : found.filter(({ use }) => !usesLeftOut.has(use));
  const isPrivate = ({ path, delimiter }: MailFolder): boolean => path.split(delimiter).some((name) => privateWords.test(name));
  for (const folder of asked.filter(isPrivate)) tally.leaveOut('private_folder', await server.messagesIn(folder));
  return asked.filter((folder) => !isPrivate(folder));
}

class FolderReader {
  readonly #server: MailServer;
  readonly #sifting: SiftMessage;
  readonly #tally: Tally;
  readonly #streams: ActivityStreams;

  constructor(server: MailServer, sifting: SiftMessage, tally: Tally, streams: ActivityStreams) {
    this.#server = server;
    this.#sifting = sifting;
    this.#tally = tally;
    this.#streams = streams;
  }

  /** New messages of a folder. Where its numbers became others, everything is read again: what is held already is the same record. */
  async* read(folder: MailFolder, left: unknown): AsyncIterable<SourceMessage> {
    const { validity, next } = await this.#server.examine(folder);
    const held = left as FolderState | undefined;
    const first = held?.validity === validity ? held.next : 1;
    if (held !== undefined && held.validity !== validity) yield { type: 'note', text: 'a folder was built anew by its server and is read again' };
    if (first < next) {
      const numbers = await this.#server.numbersFrom(first, new Date(this.#sifting.from));
      for (let at = 0; at < numbers.length; at += messagesAtOnce) {
        const block = numbers.slice(at, at + messagesAtOnce);
        yield* this.#messages(block);
        yield { type: 'state', stream: stateOf(folder), value: { validity, next: (block.at(-1) as number) + 1 } satisfies FolderState };
      }
      yield { type: 'state', stream: stateOf(folder), value: { validity, next: Math.max(next, (numbers.at(-1) ?? 0) + 1) } satisfies FolderState };
    }
  }

  async* #messages(numbers: readonly number[]): AsyncIterable<SourceMessage> {
    for (const fetched of await this.#server.headersOf(numbers)) {
      const sifted = siftMessage(fetched, this.#sifting);
      if ('leftOut' in sifted) { this.#tally.leaveOut(sifted.leftOut); continue; }
      this.#tally.take();
      yield* this.#streams.messagesFor(activitiesOf(sifted.happened, sifted.parties));
    }
  }
}
