import type { TimelineEntry, Touch } from '../../model/index.ts';

/** A touch on the timeline of its account or deal: what it was, how the visitor came, by which rule it counts, and where its events are. */
export const timelineEntry = (touch: Touch): TimelineEntry => ({
  at: touch.firstAt, kind: 'touch', title: [touch.kind.replaceAll('_', ' '), touch.name].filter(Boolean).join(': '),
  detail: [touch.person, pagesOf(touch), cameBy(touch), `from ${touch.sources.join(', ')}`, `rule ${touch.ruleVersion}`].filter(Boolean).join(' · '),
  amount: null, currency: null, dealId: null, by: null, touch: { id: touch.id, ruleVersion: touch.ruleVersion, events: touch.events.length },
});

const pagesOf = ({ pageViews }: Touch): string => (pageViews === 0 ? '' : `${pageViews} ${pageViews === 1 ? 'page' : 'pages'}`);
const cameBy = ({ channel, campaign, referrer }: Touch): string => [channel === null ? '' : `by ${channel.replaceAll('_', ' ')}`, campaign ?? referrer ?? ''].filter(Boolean).join(' ');
