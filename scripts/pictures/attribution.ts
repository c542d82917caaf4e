import { attributeByChain, attributeByRule, randomStream } from '../../src/learn/index.ts';
import { colour, legend, upward, type Drawing, type Picture } from './frame.ts';

/** People come by events or search, are mailed, and convert more often where an event stood before. */
function option(): Drawing {
  const random = randomStream('picture of attribution', 1);
  const journeys = Array.from({ length: 4000 }, () => {
    const channels = [random() < 0.3 ? 'event' : 'search', ...(random() < 0.7 ? ['mail'] : []), ...(random() < 0.3 ? ['call'] : [])];
    const converts = random() < 0.04 + (channels.includes('event') ? 0.12 : 0) + (channels.includes('call') ? 0.08 : 0);
    return { channels, conversions: converts ? 1 : 0, nulls: converts ? 0 : 1 };
  });
  const names = ['event', 'search', 'mail', 'call'];
  const ways = [
    ['first touch', attributeByRule(journeys, { kind: 'first' })], ['last touch', attributeByRule(journeys, { kind: 'last' })],
    ['linear', attributeByRule(journeys, { kind: 'linear' })], ['Markov chain', attributeByChain(journeys).credits],
  ] as const;
  const total = journeys.reduce((sum, { conversions }) => sum + conversions, 0);
  return {
    legend, xAxis: { type: 'category', data: names, axisLabel: { color: colour.ink, fontSize: 13 }, axisLine: { lineStyle: { color: colour.rule } }, axisTick: { show: false } },
    yAxis: upward('share of the conversions', { axisLabel: { color: colour.muted, formatter: (value: number) => `${Math.round(100 * value)} %` } }),
    series: ways.map(([name, credits], at) => ({ name, type: 'bar', barGap: '10%', data: names.map((channel) => (credits.find((credit) => credit.channel === channel)?.conversions ?? 0) / total), itemStyle: { color: colour.series[at] } })),
  };
}

export const picture: Picture = { name: 'attribution', alt: 'Four rules share the same conversions out differently; which rule is used decides more than the data do.', option };
