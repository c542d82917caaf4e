import { dateWords, longestText, type AskPage, type Influence } from '../../model/index.ts';
import { html, type Html } from '../html.ts';
import type { Page } from '../page-shell.ts';

export interface Shown {
  readonly page: AskPage;
  readonly address: string;
  /** ISO date of the reader's visit, for dates without their year. */
  readonly today: string;
  /** What was just done, said at the top. */
  readonly notice: 'kept' | 'missing' | null;
  readonly gpc: boolean;
}

/** The question: who asks and why, sixteen answers, one more question, own words, and a way to say no. */
export function askPage({ page, address, today, notice, gpc }: Shown): Page {
  const { asker, given } = page;
  const company = page.company ?? unnamed;
  return {
    title: `A question from ${company}`, ...(page.company ? { from: page.company } : {}),
    body: html`${noticeOf(notice, page, today)}
<h1>Who or what most influenced this choice?</h1>
<p class="lead">${asker ? (page.company ? `${asker} of ${company}` : asker) : atStart(company)} would like to know what mattered when you decided about their offer, or are deciding now. It takes a minute.</p>
<form method="post" action="${address}">
<fieldset><legend>One answer, the one that counted most</legend>
<div class="options two">${page.options.map((option) => optionOf(option, given?.said ?? null))}</div></fieldset>
<fieldset><legend>Was the offer wanted? <span class="muted">(if you like)</span></legend>
<div class="options">${wantedChoices.map(([value, label, means]) => choiceOf('wanted', value, label, null, given !== null && given.offerWanted === means))}</div></fieldset>
<label class="text" for="text">In your own words <span class="muted">(if you like)</span></label>
<textarea id="text" name="text" maxlength="${longestText}">${given?.text ?? ''}</textarea>
<div class="buttons"><button class="main" type="submit">${given ? 'Change my answer' : 'Send my answer'}</button></div>
</form>
${aboutOf(page, today, gpc)}
<form method="post" action="${address}/decline"><div class="buttons"><button type="submit">I would rather not say</button></div></form>`,
  };
}

const wantedChoices = [['yes', 'Yes, it was wanted', true], ['no', 'No, it was not', false]] as const;

const optionOf = (option: AskPage['options'][number], given: Influence | null): Html => choiceOf('said', option.kind, option.label, option.hint, option.kind === given);

const choiceOf = (name: string, value: string, label: string, hint: string | null, isChosen: boolean): Html =>
  html`<label class="option"><input type="radio" name="${name}" value="${value}"${isChosen ? html` checked` : null}><span>${label}${hint ? html` <span class="muted small">${hint}</span>` : null}</span></label>`;

const unnamed = 'the company that sent you this link';
const atStart = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function aboutOf({ company: named, expiresAt }: AskPage, today: string, gpc: boolean): Html {
  const company = named ?? unnamed;
  return html`<h2>What happens with your answer</h2>
<ul>
<li>${atStart(company)} uses it to learn what buyers listen to. It is kept with the purchase it is about, and those there who work with it can see it, with your words.</li>
<li>It changes nothing about your offer, price or service, and Hindcast passes it on to nobody${gpc ? ' (your browser asks for that too, and it is respected)' : null}.</li>
<li>You can change it with this link until ${dateWords(expiresAt, today)}; the last answer counts. “I would rather not say” takes it back and deletes your words.</li>
<li>To see or remove everything held about you, ask ${company}.</li>
</ul>`;
}

function noticeOf(notice: Shown['notice'], page: AskPage, today: string): Html | null {
  if (notice === 'missing') return html`<p class="notice warning" role="alert">Please choose one of the answers. What you wrote is not kept yet.</p>`;
  if (notice === 'kept' && page.declined) return html`<p class="notice" role="status">Thank you. Nothing is kept but that you would rather not say. You will not be asked again with this link.</p>`;
  if (notice === 'kept') return html`<p class="notice" role="status">Thank you, your answer is kept. You can change it here until ${dateWords(page.expiresAt, today)}.</p>`;
  return page.declined ? html`<p class="notice" role="status">You said that you would rather not say. If you change your mind, you can answer here until ${dateWords(page.expiresAt, today)}.</p>` : null;
}
