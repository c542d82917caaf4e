import { activitiesOf, type ActivityStreams, type Happened } from '../correspondence/activity-records.ts';
import { startOf, type CorrespondenceSettings } from '../correspondence/correspondence-settings.ts';
import type { PartySifter } from '../correspondence/sift-parties.ts';
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

function* messagesOf(meeting: Meeting, parts: ReadMeetings): Iterable<SourceMessage> {
  const { sifter, streams, tally, seen } = parts;
  const why = whyLeftOut(meeting, parts);
  const sifted = why === null || why === 'cancelled' ? sifter.sift(comingTo(meeting)) : { leftOut: why };
  if (why === 'cancelled') {
    tally.leaveOut(why);
    // It may have been taken before it was called off.
    if ('parties' in sifted) yield* streams.messagesFor(activitiesOf(happenedIn(meeting, parts), sifted.parties), true);
  } else if ('leftOut' in sifted) {
    tally.leaveOut(allDeclined(meeting, sifted.leftOut, sifter) ? 'declined' : sifted.leftOut);
  } else {
    tally.take();
    seen.add(meeting.id);
    yield* streams.messagesFor(activitiesOf(happenedIn(meeting, parts), sifted.parties));
  }
}

const happenedIn = (meeting: Meeting, { settings, sifter }: ReadMeetings): Happened => ({
  type: 'Meeting', id: meeting.id, direction: null, at: meeting.at, recordedAt: meeting.createdAt !== null && meeting.createdAt > meeting.at ? meeting.createdAt : null,
  owner: sifter.ownerAmong(meeting.invited.map(({ address }) => address)) ?? settings.owner, subject: settings.subjects === 'keep' ? meeting.subject : null, thread: null, minutes: meeting.minutes,
});

const comingTo = ({ invited }: Meeting): string[] => invited.filter(({ hasDeclined }) => !hasDeclined).map(({ address }) => address);
const allDeclined = ({ invited }: Meeting, why: LeftOutReason, sifter: PartySifter): boolean => why === 'internal' && invited.some(({ address }) => !sifter.isOwn(address));

function whyLeftOut(meeting: Meeting, { settings, now, seen }: ReadMeetings): LeftOutReason | null {
  if (meeting.isPrivate) return 'private_mark';
  if (meeting.at > now) return 'not_begun';
  if (meeting.at < startOf(settings, now)) return 'early';
  if (meeting.isCancelled) return 'cancelled';
  if (meeting.invited.some(({ address, hasDeclined }) => hasDeclined && address === settings.owner)) return 'declined';
  return seen.has(meeting.id) ? 'repeated' : null;
}
