import { demandFinite, demandNotNegative } from '../demand.ts';

/** Journeys that touched the same channels in the same order. */
export interface Journey {
  /** At least one channel, first touch first. */
  readonly channels: readonly string[];
  /** How many of these journeys ended in a conversion; need not be whole. */
  readonly conversions: number;
  /** Value of those conversions together, not below zero; 0 where left out. */
  readonly value?: number;
  /** How many ended without a conversion; 0 where left out. */
  readonly nulls?: number;
  /** For decay by time: how long before the end each touch was, in any unit. */
  readonly ages?: readonly number[];
}

/** What a channel is credited with. Over all channels the credits sum to the conversions and to the value given. */
export interface Credit {
  readonly channel: string;
  readonly conversions: number;
  readonly value: number;
}

/** Throws a RangeError on no journeys, a journey without touches, and counts or values that are not finite or below zero. */
export function demandJourneys(journeys: readonly Journey[]): void {
  if (journeys.length === 0) throw new RangeError('Attribution needs at least one journey');
  journeys.forEach((journey, index) => {
    if (journey.channels.length === 0) throw new RangeError(`Journey ${index} has no touch`);
    demandNotNegative(`Journey ${index}, counts and value`, [journey.conversions, journey.value ?? 0, journey.nulls ?? 0]);
    if (journey.conversions === 0 && (journey.value ?? 0) > 0) throw new RangeError(`Journey ${index} has value without a conversion`);
    if (journey.ages === undefined) return;
    demandFinite(`Journey ${index}, ages`, journey.ages);
    if (journey.ages.length !== journey.channels.length) throw new RangeError(`Journey ${index} has ${journey.channels.length} touches and ${journey.ages.length} ages`);
  });
}

/** All channels that occur, in order of their code points, so that the order of journeys changes nothing. */
export const channelsOf = (journeys: readonly Journey[]): string[] => [...new Set(journeys.flatMap((journey) => journey.channels))].sort();

/** Conversions and value of all journeys together. */
export function totalsOf(journeys: readonly Journey[]): { conversions: number; value: number } {
  return {
    conversions: journeys.reduce((sum, journey) => sum + journey.conversions, 0),
    value: journeys.reduce((sum, journey) => sum + (journey.value ?? 0), 0),
  };
}
