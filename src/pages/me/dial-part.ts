import { dialLevels, levelWords, type ContactRules, type DialAnswer, type DialLevel } from '../../model/index.ts';
import { html, type Html } from '../html.ts';

/** The dial as the page needs it, with the rules that its levels stand for. */
export interface DialShown {
  readonly dial: DialAnswer;
  readonly rules: ContactRules;
  /** What was wrong with what was sent, to be said beside it. */
  readonly wrong: string | null;
}

const titles: Readonly<Record<DialLevel, string>> = { quiet: 'As little as possible', normal: 'Now and then', eager: 'Gladly, more often' };

/** How much contact the person wants: one choice for everything, and where the person's clock is. */
export function dialPart({ dial, rules, wrong }: DialShown, address: string): Html {
  const chosen = dial.words.findLast(({ saidBy, about }) => saidBy === 'person' && about === 'any')?.level ?? rules.usual;
  return html`<h2 id="contact">How often you may be contacted</h2>
<p>It holds once you allow to be written to, above; and nobody there can set it to more than you choose.</p>
<form method="post" action="${address}/contact">
<fieldset><legend>How much is right for you</legend>
<div class="options">${dialLevels.map((level) => html`<label class="option"><input type="radio" name="level" value="${level}"${level === chosen ? html` checked` : null}><span>${titles[level]} <span class="muted small">${levelWords(rules[level])}</span></span></label>`)}</div></fieldset>
<p><label>Your time zone, for the hours in which you are not to be disturbed<br><input name="zone" value="${dial.timeZone}" maxlength="60" autocomplete="off"></label></p>
${wrong ? html`<p class="notice" role="alert">${wrong}</p>` : null}
<button type="submit">Let it be so</button></form>`;
}
