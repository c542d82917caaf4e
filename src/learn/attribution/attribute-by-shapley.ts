import { channelsOf, demandJourneys, type Journey } from './journey.ts';
import { shapleyValues, type ShapleySampling } from './shapley-values.ts';

export interface ShapleyCredit {
  readonly channel: string;
  readonly conversions: number;
  /** Half-width of `conversions`, holding for all channels together; 0 where exact. */
  readonly bound: number;
}

export interface ShapleyOptions extends ShapleySampling {
  /**
   * `within`: a set of channels is worth the conversions of journeys that touched no other channel (Zhao, Mahboobi and Bagheri 2018); credits are never negative. `rate`: worth is the conversion rate of those journeys times all journeys; it sees
   * journeys without conversion, and a credit can be negative.
   */
  readonly worth: 'within' | 'rate';
}

/**
 * Shapley credit of channels for conversions (`shapleyValues` says how and how exactly). Order and number of touches within a journey do
 * not count, only which channels it touched. Credits sum to all conversions. In order of channel name. By `within` the exact value has a
 * closed form for any number of channels: each journey's conversions, evenly over its channels (a sum of unanimity games).
 * Throws a RangeError on journeys as `attributeByRule` does.
 */
export function attributeByShapley(journeys: readonly Journey[], options: ShapleyOptions): ShapleyCredit[] {
  demandJourneys(journeys);
  const channels = channelsOf(journeys);
  const groups = groupsOf(journeys, new Map(channels.map((channel, index) => [channel, index])));
  if (options.worth === 'within') return evenly(channels, groups);
  const all = groups.reduce((sum, group) => sum + group.journeys, 0);
  const { values, bounds } = shapleyValues(channels.length, (isIn) => rateWithin(groups, isIn) * all, options);
  return channels.map((channel, c) => ({ channel, conversions: values[c] as number, bound: bounds[c] as number }));
}

/** Journeys that touched the same set of channels. */
interface Group {
  readonly members: readonly number[];
  conversions: number;
  journeys: number;
}

function groupsOf(journeys: readonly Journey[], indexOf: ReadonlyMap<string, number>): Group[] {
  const groups = new Map<string, Group>();
  for (const journey of journeys) {
    const members = [...new Set(journey.channels.map((channel) => indexOf.get(channel) as number))].sort((a, b) => a - b);
    const key = members.join(' ');
    const group = groups.get(key) ?? { members, conversions: 0, journeys: 0 };
    group.conversions += journey.conversions;
    group.journeys += journey.conversions + (journey.nulls ?? 0);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function rateWithin(groups: readonly Group[], isIn: Uint8Array): number {
  let [conversions, journeys] = [0, 0];
  for (const group of groups) {
    if (group.members.some((member) => isIn[member] === 0)) continue;
    conversions += group.conversions;
    journeys += group.journeys;
  }
  return journeys === 0 ? 0 : conversions / journeys;
}

function evenly(channels: readonly string[], groups: readonly Group[]): ShapleyCredit[] {
  const credits = new Float64Array(channels.length);
  for (const { members, conversions } of groups) for (const member of members) credits[member] = (credits[member] as number) + conversions / members.length;
  return channels.map((channel, c) => ({ channel, conversions: credits[c] as number, bound: 0 }));
}
