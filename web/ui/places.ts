export interface Place { readonly name: string; readonly path: string; readonly key: string; readonly tabs?: ReadonlyArray<{ name: string; path: string }> }

/** Navigation in its order for good. Buyers and Plan appear once they hold something. */
export const places: readonly Place[] = [
  { name: 'Home', path: '/', key: 'h', tabs: [{ name: 'Overview', path: '/overview' }, { name: 'Today', path: '/today' }] },
  { name: 'Accounts', path: '/accounts', key: 'a', tabs: [{ name: 'Accounts', path: '/accounts' }, { name: 'People', path: '/people' }] },
  { name: 'Deals', path: '/deals', key: 'd', tabs: [{ name: 'Deals', path: '/deals' }, { name: 'Inquiries', path: '/inquiries' }] },
  { name: 'Journey', path: '/journey', key: 'j' },
  { name: 'Forecast', path: '/forecast', key: 'f' },
  { name: 'Actions', path: '/actions', key: 'x' },
  { name: 'Buyers', path: '/buyers', key: 'b', tabs: [{ name: 'Answers', path: '/buyers' }, { name: 'Unseen share', path: '/buyers/unseen' }, { name: 'Claims', path: '/buyers/claims' }, { name: 'Asked', path: '/buyers/asked' }] },
];
export const workshopPlaces: readonly Place[] = [
  { name: 'Proof', path: '/proof', key: 'p', tabs: [{ name: 'Models', path: '/proof' }, { name: 'Experiments', path: '/proof/experiments' }, { name: 'Comparisons', path: '/proof/comparisons' }, { name: 'Truth', path: '/proof/truth' }] },
  {
    name: 'Data', path: '/data', key: 'i', tabs: [
      { name: 'Sources', path: '/data' }, { name: 'Import', path: '/data/import' }, { name: 'Imports', path: '/data/imports' }, { name: 'Identity', path: '/data/identity' },
      { name: 'Events', path: '/data/events' }, { name: 'Quarantine', path: '/data/quarantine' },
      { name: 'Listening', path: '/data/listening' }, { name: 'Columns', path: '/data/columns' }, { name: 'Consent', path: '/data/consent' }, { name: 'Numbers and SQL', path: '/data/numbers' },
    ],
  },
  { name: 'Settings', path: '/settings', key: 's', tabs: [{ name: 'Company', path: '/settings' }, { name: 'Keys', path: '/settings/keys' }, { name: 'Webhooks', path: '/settings/webhooks' }, { name: 'Mail', path: '/settings/mail' }] },
];

/** The place that holds a path: the one with a tab of that path, else the longest path that begins it. */
export function placeOf(pathname: string): Place | undefined {
  const all = [...places, ...workshopPlaces];
  const byTab = all.find((place) => place.tabs?.some((tab) => tab.path === pathname));
  const begins = (path: string): boolean => (path === '/' ? pathname === '/' : pathname.startsWith(path));
  return byTab ?? all.find((place) => [place.path, ...(place.tabs ?? []).map((tab) => tab.path)].some(begins));
}
