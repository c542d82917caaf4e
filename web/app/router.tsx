import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router';
import { keptKeys, parseQuery, readAddress, writeQuery, type AddressState } from '../data/url-state.ts';
import { BrokenScreen, UnknownPlace } from './broken-screen.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  component: Shell,
  validateSearch: (raw: Record<string, unknown>): AddressState => readAddress(raw),
  search: { middlewares: [retainSearchParams<AddressState>([...keptKeys])] },
  notFoundComponent: UnknownPlace,
});

type Loader = () => Promise<object>;
type Screens = () => Promise<Record<string, React.ComponentType>>;

/** Path → screen. Each screen is loaded when it is first opened. */
const screens: ReadonlyArray<readonly [path: string, load: Loader, name: string]> = [
  ['/', () => import('../screens/home/index.ts'), 'HomeScreen'],
  ['/overview', () => import('../screens/home/index.ts'), 'OverviewScreen'],
  ['/today', () => import('../screens/home/index.ts'), 'TodayScreen'],
  ['/accounts', () => import('../screens/accounts/index.ts'), 'AccountsScreen'],
  ['/accounts/$id', () => import('../screens/accounts/index.ts'), 'AccountScreen'],
  ['/deals', () => import('../screens/deals/index.ts'), 'DealsScreen'],
  ['/deals/$id', () => import('../screens/deals/index.ts'), 'DealScreen'],
  ['/inquiries', () => import('../screens/inquiries/index.ts'), 'InquiriesScreen'],
  ['/journey', () => import('../screens/journey/index.ts'), 'JourneyScreen'],
  ['/forecast', () => import('../screens/forecast/index.ts'), 'ForecastScreen'],
  ['/actions', () => import('../screens/actions/index.ts'), 'ActionsScreen'],
  ['/buyers', () => import('../screens/buyers/index.ts'), 'BuyersScreen'],
  ['/buyers/unseen', () => import('../screens/buyers/index.ts'), 'UnseenScreen'],
  ['/buyers/claims', () => import('../screens/buyers/index.ts'), 'ClaimsScreen'],
  ['/buyers/asked', () => import('../screens/buyers/index.ts'), 'AskedScreen'],
  ['/people', () => import('../screens/people/index.ts'), 'PeopleScreen'],
  ['/people/$id', () => import('../screens/people/index.ts'), 'PersonScreen'],
  ['/proof', () => import('../screens/proof/index.ts'), 'ModelsScreen'],
  ['/proof/experiments', () => import('../screens/proof/index.ts'), 'ExperimentsScreen'],
  ['/proof/comparisons', () => import('../screens/proof/index.ts'), 'ComparisonsScreen'],
  ['/proof/truth', () => import('../screens/proof/index.ts'), 'TruthScreen'],
  ['/data', () => import('../screens/data/index.ts'), 'SourcesScreen'],
  ['/data/sources', () => import('../screens/data/index.ts'), 'SourcesScreen'],
  ['/data/sources/$id', () => import('../screens/data/index.ts'), 'SourceScreen'],
  ['/data/import', () => import('../screens/import/index.ts'), 'ImportScreen'],
  ['/data/imports', () => import('../screens/import/index.ts'), 'ImportsScreen'],
  ['/data/imports/$id', () => import('../screens/import/index.ts'), 'ReceiptScreen'],
  ['/data/identity', () => import('../screens/data/index.ts'), 'IdentityScreen'],
  ['/data/consent', () => import('../screens/data/index.ts'), 'ConsentScreen'],
  ['/data/events', () => import('../screens/data/index.ts'), 'EventsScreen'],
  ['/data/quarantine', () => import('../screens/data/index.ts'), 'QuarantineScreen'],
  ['/data/listening', () => import('../screens/data/index.ts'), 'ListeningScreen'],
  ['/data/columns', () => import('../screens/data/index.ts'), 'ColumnsScreen'],
  ['/data/numbers', () => import('../screens/data/index.ts'), 'NumbersScreen'],
  ['/settings', () => import('../screens/settings/index.ts'), 'SettingsScreen'],
  ['/settings/keys', () => import('../screens/settings/index.ts'), 'KeysScreen'],
  ['/settings/webhooks', () => import('../screens/settings/index.ts'), 'WebhooksScreen'],
  ['/settings/mail', () => import('../screens/settings/index.ts'), 'MailScreen'],
  ['/search', () => import('../screens/search/index.ts'), 'SearchScreen'],
  ['/you', () => import('../screens/settings/index.ts'), 'YouScreen'],
];

export function buildRouter() {
  const routes = screens.map(([path, load, name]) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load as Screens, name) }));
  return createRouter({ routeTree: root.addChildren(routes), parseSearch: parseQuery, stringifySearch: writeQuery, scrollRestoration: true, defaultPendingMs: 200, defaultErrorComponent: BrokenScreen });
}
