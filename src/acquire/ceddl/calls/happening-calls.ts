import type { Fields } from '../plain-value.ts';
import { tracked, type Said } from './call-makers.ts';
import { allOf, governed, openText } from '../entries.ts';
import { categoryEntries } from './page-call.ts';

const listOf = (data: Fields, name: string): readonly Fields[] => (data[name] ?? []) as readonly Fields[];

/** What an event is called whose own name is not for everybody. */
const unnamed = 'Controlled Event';

const about = (one: Fields, info: string): Fields => governed([...allOf(one[info]), ...categoryEntries(one['category']), ...allOf(one, {}, [info, 'category'])]);

/** Every event that has a name, each in its own call. */
export const eventCalls = (data: Fields): Said[] => listOf(data, 'event').flatMap((event, index) => {
  const info = event['eventInfo'] as Fields | undefined;
  if (!info?.['eventName']) return [];
  const at = openText(info, 'timeStamp');
  return [{ ...tracked(`event:${index}`, openText(info, 'eventName') ?? unnamed, about(event, 'eventInfo')), ...(at === undefined || Number.isNaN(Date.parse(at)) ? {} : { timestamp: at }) }];
});

/** Objects that are shown: those of the standard, and the extra ones that are not about people or companies. */
const shown = [
  ['component', 'componentInfo', 'Component Shown'], ['opportunity', 'opportunityInfo', 'Opportunity Shown'], ['ticket', 'ticketInfo', 'Ticket Shown'], ['device', 'deviceInfo', 'Device Shown'],
] as const;

export const shownCalls = (data: Fields): Said[] => shown.flatMap(([name, info, event]) => listOf(data, name).map((one, index) => tracked(`${name}:${index}`, event, about(one, info))));
