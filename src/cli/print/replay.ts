import type { ReplayAnswer } from '../../model/index.ts';

/** What became of events that went through the steps again. */
export function replayLines({ replayed, accepted, dropped, duplicate, quarantined }: ReplayAnswer): string[] {
  if (replayed === 0) return ['Nothing waits in quarantine.'];
  const others = [[dropped, 'dropped'], [duplicate, 'repetitions'], [quarantined, 'still in quarantine']].filter(([events]) => events !== 0).map(([events, what]) => `, ${events} ${what}`);
  return [`${replayed} replayed: ${accepted} accepted${others.join('')}.`];
}
