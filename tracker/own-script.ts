/** How the page set the tracker up: `data-` attributes of its script element. */
export interface Setup {
  readonly writeKey: string;
  readonly host: string;
  /** `load` counts every load of a page, `history` also changes of address within it, `off` leaves it to calls. */
  readonly pages: string;
  readonly cookie: boolean;
  readonly domain: string;
  /** Name of the category that stands for analytics. */
  readonly analytics: string;
}

export function setupOf(script: HTMLScriptElement): Setup {
  const { writeKey = '', host, pages = 'load', id, domain = '', analytics = 'analytics' } = script.dataset;
  return { writeKey, host: (host ?? new URL(script.src, location.href).origin).replace(/\/$/, ''), pages, cookie: id === 'cookie', domain, analytics };
}

/** `currentScript` is missing where a page adds the script by code of its own that runs later. */
export const ownScript = (): HTMLScriptElement | null =>
  (document.currentScript as HTMLScriptElement | null) ?? document.querySelector<HTMLScriptElement>('script[data-write-key]');
