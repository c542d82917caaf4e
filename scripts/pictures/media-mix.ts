import { fitMediaMix, normalDraw, randomStream, type ChannelMix } from '../../src/learn/index.ts';
import { across, colour, intervals, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

const weeks = 130;
const truth = { tv: (spend: number): number => (25 * spend) / (spend + 6), search: (spend: number): number => (12 * spend) / (spend + 6) };

function channelsSeen(): readonly ChannelMix[] {
  const random = randomStream('picture of media mix', 1);
  const spendOf = (): Float64Array => Float64Array.from({ length: weeks }, () => (random() < 0.6 ? 10 * Math.exp(0.5 * normalDraw(random)) : 0));
  const [tv, search] = [spendOf(), spendOf()];
  let stock = 0;
  const outcome = tv.map((spend, week) => {
    stock = 0.5 * stock + 0.5 * spend;
    return 70 + truth.tv(stock) + truth.search(search[week] as number) + 2 * normalDraw(random);
  });
  const mix = fitMediaMix({ outcome, channels: [{ name: 'tv', spend: tv }, { name: 'search', spend: search }] }, { seed: 1, season: null, draws: 200, warmUp: 200 });
  if ('refused' in mix) throw new Error(mix.refused);
  return mix.channels;
}

function option(): Drawing {
  const seen = channelsSeen();
  const shown = (channel: ChannelMix) => (channel.curve ?? []).map(({ spend, outcome }) => ({ at: spend, ...outcome }));
  const most = Math.max(...seen.flatMap((channel) => shown(channel).map(({ at }) => at)));
  const grid = Array.from({ length: 61 }, (_, at) => (at * most) / 60);
  return {
    legend: { ...legend, data: ['tv', 'search', 'the truth'] }, xAxis: across('spend a week', { max: Math.ceil(most) + 1 }), yAxis: upward('brought a week', { min: 0 }),
    series: [
      ...seen.flatMap((channel, at) => intervals(channel.name, shown(channel), colour.series[at] ?? colour.ink)),
      ...(['tv', 'search'] as const).map((name) => line('the truth', grid.map((spend): Point => [spend, truth[name](spend)]), { lineStyle: { width: 1.5, type: 'dashed', color: colour.ink }, itemStyle: { color: colour.ink } })),
    ],
  };
}

export const picture: Picture = { name: 'media-mix', alt: 'What a steady spend on each of two channels brings, with 90 % intervals: each further unit brings less, and the truth lies inside.', option };
