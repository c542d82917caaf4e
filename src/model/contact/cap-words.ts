import type { ContactCap, LevelRules } from './contact-rules.ts';

const capWords = ({ channel, about, per, most }: ContactCap): string => `${most === 0 ? 'none' : `at most ${most}`} a ${per}${channel === 'any' ? '' : ` by ${channel}`}${about === 'any' ? '' : ` about ${about}`}`;

const gapWords = (minutes: number): string => (minutes >= 2880 ? `${Math.round(minutes / 1440)} days` : minutes >= 120 ? `${Math.round(minutes / 60)} hours` : `${minutes} minutes`);

/** What a level allows, in a sentence without its full stop. */
export const levelWords = ({ caps, minGapMinutes, quietFrom, quietTo, weekdaysOnly }: LevelRules): string => [
  ...caps.map(capWords), ...(minGapMinutes > 0 ? [`${gapWords(minGapMinutes)} between two`] : []), quietFrom === quietTo ? 'at any hour' : `not from ${quietFrom} to ${quietTo}`, ...(weekdaysOnly ? ['not on Saturday and Sunday'] : []),
].join(', ');
