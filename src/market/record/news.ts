import { Chance } from '../chance.ts';
import { type Company, dayMs } from '../company.ts';
import { industries, outlets, rivals } from '../names.ts';
import { badNewsDays } from '../world/bad-news.ts';
import { weekMs } from './customer-life.ts';

export interface NewsItem {
  readonly id: string;
  readonly at: number;
  readonly outlet: string;
  readonly headline: string;
  readonly about: string;
  readonly tone: 'good' | 'neutral' | 'bad';
  readonly industry: string;
}

/** What was published by `at`: a piece or two a week that change nothing, and the bad news that does. */
export function newsOf(company: Company, at: number): NewsItem[] {
  const weeks = Math.floor((Math.min(at, company.endMs) - company.startMs) / weekMs);
  const usual = Array.from({ length: Math.max(0, weeks) }, (_, week) => usualPiece(company, week));
  return [...usual, ...badNewsDays(company).flatMap((day, number) => badPieces(company, day, number))].filter((item) => item.at <= at).sort((a, b) => a.at - b.at);
}

function usualPiece(company: Company, week: number): NewsItem {
  const chance = new Chance('news', company.seed, week);
  const about = chance.weighted([[company.name, 0.3], ...rivals.map((rival) => [rival, 0.15] as const), ['The industry', 0.25]]);
  const tone = chance.weighted([['good', 0.3], ['neutral', 0.5], ['bad', 0.2]] as const);
  return { id: `NWS-${week + 1}`, at: company.startMs + week * weekMs + chance.between(0, 7) * dayMs, outlet: chance.pick(outlets), about, tone, industry: chance.pick(industries), headline: headlineOf(chance, about, tone) };
}

function badPieces(company: Company, day: number, number: number): NewsItem[] {
  return (company.planted.media?.industries ?? []).map((industry, at) => {
    const chance = new Chance('bad piece', company.seed, number, industry);
    return { id: `NWS-B${number + 1}-${at + 1}`, at: day + chance.between(0, 0.05) * dayMs, outlet: chance.pick(outlets), about: company.name, tone: 'bad', industry, headline: `${company.name} recalls meters after failures in ${industry.toLowerCase()} plants` };
  });
}

function headlineOf(chance: Chance, about: string, tone: NewsItem['tone']): string {
  if (tone === 'good') return chance.pick([`${about} opens a plant`, `Award for ${about}`, `${about} grows again`]);
  if (tone === 'bad') return chance.pick([`Late deliveries at ${about}`, `${about} loses its head of service`, `Complaint against ${about}`]);
  return chance.pick([`${about} at the spring fair`, `What ${about} plans for next year`, `An interview on ${about}`]);
}
