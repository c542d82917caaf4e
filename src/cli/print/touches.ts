import { thinReasons, touchKinds, type Touch, type TouchCounts, type VersionedRule } from '../../model/index.ts';
import { tableLines } from './table.ts';

const moment = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** Touches, a line each, the newest first. */
export function touchLines(touches: readonly Touch[]): string[] {
  if (touches.length === 0) return ['No touch is here. See "hindcast touches counts" for what became of the events.'];
  return tableLines(touches, [
    { title: 'Began (UTC)', cell: ({ firstAt }) => moment(firstAt) },
    { title: 'Touch', cell: ({ kind, name }) => [kind.replaceAll('_', ' '), name].filter(Boolean).join(': ') },
    { title: 'Pages', align: 'right', cell: ({ pageViews }) => (pageViews > 0 ? String(pageViews) : '') },
    { title: 'Came by', cell: ({ channel, referrer, campaign }) => [channel?.replaceAll('_', ' '), campaign ?? referrer].filter(Boolean).join(' ') },
    { title: 'Person', cell: ({ person }) => person },
    { title: 'Accounts', cell: ({ accounts }) => accounts.join(', ') },
    { title: 'Events', align: 'right', cell: ({ events }) => String(events.length) },
    { title: 'Rule', align: 'right', cell: ({ ruleVersion }) => String(ruleVersion) },
  ]);
}

const plus = (parts: ReadonlyArray<readonly [number, string]>): string => parts.filter(([events]) => events > 0).map(([events, what]) => `${events} ${what}`).join(', ') || 'none';

/** What became of every event, with its sum. */
export function touchCountLines({ events, inTouches, thinned, refused, waiting, touches, ruleVersion, upTo }: TouchCounts): string[] {
  const reasons = Object.entries(thinned) as Array<[keyof typeof thinReasons, number]>;
  const thinnedEvents = reasons.reduce((sum, [, count]) => sum + count, 0);
  const kinds = Object.entries(touches) as Array<[keyof typeof touchKinds, number]>;
  return [
    `${events} accepted events = ${inTouches} in touches + ${thinnedEvents} thinned + ${refused} of people who refuse it + ${waiting} not looked at yet.`,
    `Touches: ${plus(kinds.map(([kind, count]) => [count, kind.replaceAll('_', ' ')]))}. Rule ${ruleVersion}${upTo ? `, events up to ${moment(upTo)} UTC` : ''}.`,
    ...reasons.map(([reason, count]) => `Thinned: ${count} ${reason.replaceAll('_', ' ')} (${thinReasons[reason]})`),
  ];
}

/** The rule in force, a part a line. */
export const touchRuleLines = ({ version, rule, at, by }: VersionedRule): string[] => [
  `Rule ${version}, ${at === null ? 'the house\'s own' : `of ${moment(at)}${by ? ` by ${by}` : ''}`}.`,
  ...Object.entries(rule).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
];
