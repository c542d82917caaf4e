import { html, type Html } from './html.ts';
import { styleAddress } from './page-style.ts';

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Who shows this page, at its foot: the company's own name. */
  readonly from?: string;
}

/** A whole page: no script, no app code, one stylesheet; kept out of search engines. */
export const pageShell = ({ title, body, from }: Page): string => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styleAddress}">
</head>
<body>
<main>
${body}
</main>
<footer>${from ? html`<p>${from} uses Hindcast. This page sets no cookies and loads nothing from elsewhere.</p>` : html`<p>This page sets no cookies and loads nothing from elsewhere.</p>`}</footer>
</body>
</html>
`.text;
