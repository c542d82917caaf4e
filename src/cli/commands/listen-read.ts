import { readFile, stat } from 'node:fs/promises';
import { Failure, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { takenLines } from '../print/listening.ts';

const largestFeedBytes = 60_000_000;

export const command: Command = {
  name: 'listen read', summary: 'takes in a feed or an answer of a service from a file: RSS, Atom, JSON Feed, Mastodon, Bluesky, Hacker News, GDELT',
  arguments: [['<file>', 'the file']], options: [['--source <name>', 'where it came from, such as trade-news']],
  run: async (context, [file], options) => {
    const source = textOf(options, 'source');
    if (source === undefined) throw new Failure('bad_request', 'Say where the feed came from.', 'hindcast listen read FILE --source trade-news');
    const feed = await bytesOf(String(file));
    const taken = await (await context.workspace()).listening.take(feed, { source }, systemPrincipal);
    context.answer(taken, () => takenLines(taken));
  },
};

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > largestFeedBytes) throw new Failure('too_large', `${file} is larger than ${largestFeedBytes / 1e6} MB.`, 'Feeds hold their last items, not an archive: split it.');
    return await readFile(file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('unreadable_file', `${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`, 'Give the path of a feed.', { cause: error });
  }
}
