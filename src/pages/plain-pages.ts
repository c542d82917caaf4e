import { html } from './html.ts';
import type { Page } from './page-shell.ts';

/** The same page for a link that is wrong, old or taken back, so that nobody learns which. */
export const noSuchLink: Page = {
  title: 'This link does not work',
  body: html`<h1>This link does not work</h1>
<p>It may be old, incomplete, or taken back by the company that sent it.</p>
<p>Ask the person who sent it to you for a new one. If you copied it from a message, check that all of it was copied.</p>`,
};

export const tooOften: Page = {
  title: 'Please wait a minute',
  body: html`<h1>Please wait a minute</h1>
<p>This address was opened very often just now. Nothing is lost: wait a minute, then load the page again.</p>`,
};

export const notFromHere: Page = {
  title: 'This was not sent',
  body: html`<h1>This was not sent</h1>
<p>The form came from another site, so nothing was changed. Open your link again and use the form there.</p>`,
};

export const fault = (id: string): Page => ({
  title: 'Something went wrong here',
  body: html`<h1>Something went wrong here</h1>
<p>Nothing you sent was kept. Try again in a minute; if it stays, tell the person who sent you the link this number: ${id}.</p>`,
});
