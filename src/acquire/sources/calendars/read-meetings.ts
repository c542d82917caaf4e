import { activitiesOf, type ActivityStreams } from '../correspondence/activity-records.ts';
import { startOf, type CorrespondenceSettings } from '../correspondence/correspondence-settings.ts';
import type { PartySifter, Sifted } from '../correspondence/sift-parties.ts';
import type { LeftOutReason, Tally } from '../correspondence/tally.ts';
import type { SourceMessage } from '../source-kind.ts';
import { meetingsOfEvent, type Meeting } from './meetings-of-event.ts';
import type { EventText } from './split-calendar.ts';

export interface ReadMeetings {
  readonly settings: CorrespondenceSettings;
  readonly sifter: PartySifter;
  readonly streams: ActivityStreams;
  readonly tally: Tally;
  readonly now: number;
  /** Ids of meetings that came before in this run. */
  readonly seen: Set<string>;
}

/** Events that are read before others get their turn on this thread. */
const eventsAtOnce = 50;

/** What of a calendar is taken: meetings that began, with somebody known outside, and that nobody called off. */
export async function* readMeetings(events: readonly EventText[], parts: ReadMeetings): AsyncIterable<SourceMessage> {
  const window = { from: startOf(parts.settings, parts.now), to: parts.now };
  for (const [index, event] of events.entries()) {
    if (index % eventsAtOnce === eventsAtOnce - 1) await new Promise((resolve) => { setImmediate(resolve); });
    const read = meetingsOfEvent(event, window);
    if ('problem' in read) yield { type: 'problem', line: event.line, reason: `an event ${read.problem}`, value: null };
    else for (const meeting of read.meetings) yield* messagesOf(meeting, parts);
  }
}

function* messagesOf(meeting: Meeting, { settings, sifter, streams, tally, now, seen }: ReadMeetings): Iterable<SourceMessage> {
  const sifted = siftMeeting(meeting, { settings, sifter, now, seen });
  if ('leftOut' in sifted) { tally.leaveOut(sifted.leftOut); return; }
  tally.take();
  seen.add(meeting.id);
  yield* streams.messagesFor(activitiesOf({
    type: 'Meeting', id: meeting.id, direction: null, at: meeting.at, recordedAt: meeting.createdAt !== null && meeting.createdAt > meeting.at ? meeting.createdAt : null,
    owner: sifter.ownerAmong(meeting.invited.map(({ address }) => address)) ?? settings.owner, subject: settings.subjects === 'keep' ? meeting.subject : null, thread: null, minutes: meeting.minutes,
  }, sifted.parties));
}

function siftMeeting(meeting: Meeting, { settings, sifter, now, seen }: Pick<ReadMeetings, 'settings' | 'sifter' | 'now' | 'seen'>): Sifted {
  const why = whyLeftOut(meeting, { from: startOf(settings, now), now, owner: settings.owner, seen });
  if (why !== null) return { leftOut: why };
  const coming = meeting.invited.filter(({ hasDeclined }) => !hasDeclined).map(({ address }) => address);
  const sifted = sifter.sift(coming);
  const allDeclined = 'leftOut' in sifted && sifted.leftOut === 'internal' && meeting.invited.some(({ address }) => !sifter.isOwn(address));
  return allDeclined ? { leftOut: 'declined' } : sifted;
}

function whyLeftOut(meeting: Meeting, { from, now, owner, seen }: { from: number; now: number; owner: string; seen: ReadonlySet<string> }): LeftOutReason | null {
  if (meeting.isPrivate) return 'private_mark';
  if (meeting.isCancelled) return 'cancelled';
  if (meeting.at > now) return 'not_begun';
  if (meeting.at < from) return 'early';
  if (meeting.invited.some(({ address, hasDeclined }) => hasDeclined && address === owner)) return 'declined';
  return seen.has(meeting.id) ? 'repeated' : null;
}
