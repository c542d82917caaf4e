import type { OwnPage, PersonFact } from '../../model/index.ts';
import { html } from '../html.ts';
import type { Page } from '../page-shell.ts';
import { companyOf } from './me-page.ts';
import { placeOf } from './place-of.ts';
import { cut, rooms, type Room } from './room.ts';

/** One value, what it should be instead, and a way to have it removed; what was typed stays where something was wrong with it. */
export const correctPage = (page: Pick<OwnPage, 'company'>, fact: PersonFact, address: string, problem: { readonly says: string; readonly typed: string } | null): Page => ({
  title: `Correct: ${shortened(fact.means)}`, ...(page.company ? { from: page.company } : {}),
  body: html`${problem ? html`<p class="notice warning" role="alert">${problem.says}</p>` : null}
<h1>Correct: ${shortened(fact.means)}</h1>
<p>Held now: ${shortened(fact.value)} <span class="muted small">(from ${fact.source === 'files' ? 'imported files' : `“${shortened(fact.source)}”`})</span></p>
<form method="post" action="${address}/correct">
<input type="hidden" name="at" value="${placeOf(fact)}">
<label class="text" for="to">It should be</label>
<input type="text" id="to" name="to" maxlength="1000" autocomplete="off" value="${problem?.typed ?? null}">
<div class="options"><label class="option"><input type="checkbox" name="remove" value="yes"><span>Remove it, with nothing in its place</span></label></div>
<p class="muted small">Somebody at ${companyOf(page)} looks at it first. Once approved it is in force everywhere, and a later import of the old value does not undo it.</p>
<div class="buttons"><button class="main" type="submit">Ask for this correction</button> <a class="button" href="${address}">Back</a></div>
</form>`,
});

const shortened = (text: string): string => cut(text, rooms[0] as Room);
