import { countWords, dateWords, forecastSentence, moneyWords, recordSentence, refusalWords, type ActionAnswer, type ActionsAnswer, type ChangesAnswer, type DigestMail, type ForecastAnswer } from '../../model/index.ts';

export interface DigestParts {
  readonly company: string;
  readonly every: 'day' | 'week';
  readonly changes: ChangesAnswer;
  readonly forecasts: readonly ForecastAnswer[];
  readonly actions: ActionsAnswer;
  /** Where people reach the app; null where no public address is set: a link that works nowhere is none. */
  readonly link: string | null;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const quartersShown = 2;
const actionsShown = 10;

/** The letter, as plain text and as small HTML without pictures, scripts or anything that is fetched. Both say the same. */
export function composeDigest(parts: DigestParts): DigestMail {
  const subject = oneLine(`${parts.company}: your ${parts.every === 'day' ? 'day' : 'week'} to ${parts.actions.asOf}`);
  const sections = [changed(parts.changes), expected(parts.forecasts), toDo(parts.actions)].map(({ title, lines }) => ({ title, lines: lines.map(oneLine) }));
  const end = 'You get this letter because you asked for it. To end it: hindcast digest for YOUR-ADDRESS --every never, or ask whoever runs Hindcast.';
  return { subject, text: asText(sections, parts.link, end), html: asHtml(subject, sections, parts.link, end) };
}

const changed = (changes: ChangesAnswer): Section => ({
  title: `What changed since ${changes.since.slice(0, 10)}`,
  lines: [changes.sentence, ...changes.movements.filter(({ deals }) => deals > 0).map(({ kind, amount, deals }) => `${kind.replaceAll('_', ' ')}: ${countWords(deals, 'deal')}, ${moneyOf(amount, changes)}`), ...(changes.missing ? [changes.missing] : [])],
});

const moneyOf = (amount: number, { currency, unit }: ChangesAnswer): string => (unit === 'deals' ? countWords(Math.round(amount), 'deal') : moneyWords(amount, currency));

/** Every number with its range and record; a refusal as a refusal. */
const expected = (forecasts: readonly ForecastAnswer[]): Section => ({
  title: 'What the quarter will bring',
  lines: forecasts.length === 0 ? ['No quarter can be forecast: no deals are held.'] : forecasts.slice(0, quartersShown).flatMap(quarterLines),
});

function quarterLines(forecast: ForecastAnswer): string[] {
  if (forecast.refusal) return [`${forecast.quarter}: ${refusalWords(forecast.refusal).join(' ')}`];
  const assumed = forecast.rangeFromPrior ? ['Fewer than six past quarters: the width of the range comes from an assumption, not from your record.'] : [];
  return [forecastSentence(forecast), recordSentence(forecast.record), ...assumed];
}

function toDo({ actions, asOf }: ActionsAnswer): Section {
  const due = actions.filter(({ state, heldOut }) => state === 'offered' && !heldOut);
  const more = due.length > actionsShown ? [`… and ${due.length - actionsShown} more.`] : [];
  return { title: 'What to do next', lines: due.length === 0 ? ['No deal needs anything now.'] : [...due.slice(0, actionsShown).map((action) => actionLine(action, asOf)), ...more] };
}

function actionLine(action: ActionAnswer, today: string): string {
  const stake = action.atStake === null ? 'money at stake not known' : `${moneyWords(action.atStake, action.currency)} at stake (${action.atStakeIs})`;
  return `${action.account ?? action.dealName ?? action.dealId}: ${action.sign}. ${action.step}, by ${dateWords(action.dueAt, today)}. ${stake}.`;
}

/** Names come from files: nothing in them may break a line or hide. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '').trim();

const asText = (sections: readonly Section[], link: string | null, end: string): string =>
  [...sections.flatMap(({ title, lines }) => [title, '', ...lines.map((line) => `- ${line}`), '']), ...(link === null ? [] : [link, '']), end, ''].join('\n');

function asHtml(subject: string, sections: readonly Section[], link: string | null, end: string): string {
  const parts = sections.map(({ title, lines }) => `<h2>${escaped(title)}</h2>\n<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ul>`);
  const open = link === null ? [] : [`<p><a href="${escaped(link)}">Open Hindcast</a></p>`];
  return ['<!doctype html>', '<html lang="en"><head><meta charset="utf-8">', `<title>${escaped(subject)}</title></head><body>`, ...parts, ...open, `<p><small>${escaped(end)}</small></p>`, '</body></html>', ''].join('\n');
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
