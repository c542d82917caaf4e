import type { Application, PageKind, PageToken } from '../model/index.ts';
import type { Page } from './page-shell.ts';

/** What the pages are built from. Clock and log are arguments; nothing here reads the world by itself. */
export interface PagesOptions {
  readonly application: Application;
  readonly publicUrl: string | undefined;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** One request by whoever holds a good link. */
export interface Visit {
  readonly options: PagesOptions;
  readonly token: PageToken;
  /** Address of the page itself, such as `/ask/…`: forms go there, answers lead back there. */
  readonly address: string;
  readonly query: URLSearchParams;
  /** What a form sent; empty for a page that is only read. */
  readonly form: URLSearchParams;
  /** True where the browser says "do not sell or share" (Global Privacy Control). */
  readonly gpc: boolean;
}

/** A page, the way on after a form (a reload then sends nothing twice), or a file to keep. */
export type PageAnswer =
  | { readonly page: Page; readonly status?: number }
  | { readonly goTo: string }
  | { readonly file: string; readonly type: string; readonly text: string };

/** One page of people outside, under `/<kind>/<secret><path>`. Sending the same form twice must do what sending it once does. */
export interface PageRoute {
  readonly kind: PageKind;
  readonly method: 'GET' | 'POST';
  /** What follows the secret: empty, or such as `/shut-down`. */
  readonly path: string;
  readonly answer: (visit: Visit) => Promise<PageAnswer>;
}
