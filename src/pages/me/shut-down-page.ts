import { countWords, dateWords, type OwnPage, type RecallAnswer } from '../../model/index.ts';
import { html } from '../html.ts';
import type { Page } from '../page-shell.ts';
import { companyOf } from './me-page.ts';

/** What happens, what stays, and the one box that has to be ticked before the button works. */
export const shutDownPage = (page: Pick<OwnPage, 'company' | 'records'>, address: string, isUnticked: boolean): Page => ({
  title: 'Shut it all down', ...(page.company ? { from: page.company } : {}),
  body: html`${isUnticked ? html`<p class="notice warning" role="alert">Nothing was removed. Tick the box first, so that it cannot happen by accident.</p>` : null}
<h1>Shut it all down</h1>
<p class="lead">Everything that ${companyOf(page)} holds about you in this system is removed: ${countWords(page.records.length, 'record')}, conversations noted with you, what you answered, what you chose, and this page.</p>
<ul>
<li>It is in force at once: no screen, export or new backup has you any more. Within 15 minutes it is gone from the files of the system too.</li>
<li>It cannot be undone. If you want a copy, <a href="${address}/data.json">take your data along</a> first.</li>
<li>So that no later import brings you back, a keyed fingerprint stays. Nobody can read you from it.</li>
<li>Purchases of your company stay, without you. Copies outside this system, such as old backups or the place the data came from, are not reached from here: ask ${companyOf(page)} about those.</li>
</ul>
<form method="post" action="${address}/shut-down">
<div class="options"><label class="option"><input type="checkbox" name="sure" value="yes"><span>Yes, remove everything about me. I know that it cannot be undone.</span></label></div>
<div class="buttons"><button class="danger" type="submit">Shut it all down</button> <a class="button" href="${address}">Back</a></div>
</form>`,
});

/** The last page: the link that led here leads nowhere from now on. */
export const goneNow = (page: Pick<OwnPage, 'company'>, answer: RecallAnswer, today: string): Page => ({
  title: 'It is done', ...(page.company ? { from: page.company } : {}),
  body: html`<h1>It is done</h1>
<p class="lead" role="status">Everything that named you was removed: ${countWords(answer.records, 'record')} and all that belonged to ${answer.records === 1 ? 'it' : 'them'}. This link no longer works.</p>
<p>By ${dateWords(answer.filesCleanBy, today)}, ${answer.filesCleanBy.slice(11, 16)} UTC, it is gone from the files of the system too.</p>
${answer.left.length === 0 ? null : html`<h2>What could not be removed from here</h2><ul>${answer.left.slice(0, 10).map((one) => html`<li>${one.slice(0, 500)}</li>`)}</ul>`}
<p class="muted small">If you have a question about it, name this number: ${answer.id}.</p>`,
});
