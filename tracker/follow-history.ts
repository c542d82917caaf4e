/** Calls after every change of address that the page makes itself, and after going back and forth. The page's own call always comes first. */
export function followHistory(changed: (from: string) => void): void {
  const address = (): string => location.href.split('#')[0] ?? '';
  let last = address();
  const look = (): void => {
    const from = last;
    last = address();
    if (last !== from) changed(from);
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name];
    history[name] = function (this: History, ...given: Parameters<History['pushState']>): void {
      own.apply(this, given);
      // Titles follow a moment after the address.
      setTimeout(look, 0);
    };
  }
  addEventListener('popstate', () => setTimeout(look, 0));
}
