import { Failure, type TakenFeed } from '../../../model/index.ts';
import { unpackFeed } from '../../sources/feeds/unpack-feed.ts';
import { readFeed } from '../../sources/feeds/read-feed.ts';
import { takeMentions, type TakeParts } from './take-mentions.ts';

const mostSkippedShown = 20;

/** Takes in the bytes of a feed. Authors are read only to tell voices apart, and are not kept. Throws `Failure('unreadable_file')` where it is no feed. */
export async function takeFeed(parts: TakeParts, feed: Uint8Array, { source, contentType }: { readonly source: string; readonly contentType?: string }): Promise<TakenFeed> {
  const unpacked = await unpackFeed(feed);
  const reading = unpacked.outcome === 'refused' ? unpacked : readFeed(unpacked.bytes, { source, authors: 'keep' }, contentType ?? null);
  if (reading.outcome === 'refused') throw new Failure('unreadable_file', `The feed "${source}" cannot be read: ${reading.reason}.`, reading.todo);
  const { format, mentions, skipped, warnings } = reading;
  const taken = await takeMentions(parts, source, mentions);
  return { format, read: mentions.length, ...taken, skipped: skipped.slice(0, mostSkippedShown).map((one) => ({ ...one })), warnings: [...warnings] };
}
