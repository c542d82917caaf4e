import { useLocation } from '@tanstack/react-router';
import { useMe, useSomebodyAsked } from '../data/questions.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { placeOf, places, workshopPlaces, type Place } from '../ui/places.ts';
import { SchemeSwitch } from '../ui/scheme-switch.tsx';

export function Sidebar() {
  const me = useMe();
  const buyers = useSomebodyAsked();
  const { pathname } = useLocation();
  const shown = places.filter((place) => place.path !== '/buyers' || buyers || pathname.startsWith('/buyers'));
  return (
    <aside className="sidebar">
      <p className="brand">Hindcast</p>
      <nav aria-label="Places">
        <PlaceList of={shown} />
        <hr />
        <PlaceList of={workshopPlaces} />
      </nav>
      <div className="sidebar-foot">
        <SchemeSwitch />
        {me.data ? <PlaceLink to="/you" className="muted small">{me.data.name ?? me.data.email}</PlaceLink> : null}
      </div>
    </aside>
  );
}

function PlaceList({ of }: { of: readonly Place[] }) {
  const { pathname } = useLocation();
  const current = placeOf(pathname);
  return (
    <ul>
      {of.map((place) => (
        <li key={place.name} className={current === place ? 'here' : ''}>
          <PlaceLink to={place.path}><span className="place-short" aria-hidden="true">{place.name.slice(0, 2)}</span><span className="place-name">{place.name}</span></PlaceLink>
        </li>
      ))}
    </ul>
  );
}

/** Tabs of a place; the current one is said, not only coloured. */
export function PlaceTabs({ tabs, label }: { tabs: NonNullable<Place['tabs']>; label: string }) {
  const { pathname } = useLocation();
  const here = hereOf(tabs, pathname);
  return (
    <nav className="place-tabs" aria-label={`${label}: parts`}>
      {tabs.map((tab) => <span key={tab.path} className={here === tab.path ? 'tab here' : 'tab'} {...(here === tab.path ? { 'aria-current': 'page' } : {})}><PlaceLink to={tab.path}>{tab.name}</PlaceLink></span>)}
    </nav>
  );
}

/** The tab whose path begins the address most closely; Home shows what its reader's screen shows. */
function hereOf(tabs: NonNullable<Place['tabs']>, pathname: string): string | undefined {
  if (pathname === '/') return window.innerWidth < 768 ? '/today' : '/overview';
  return tabs.map((tab) => tab.path).filter((path) => pathname === path || pathname.startsWith(`${path}/`)).toSorted((a, b) => b.length - a.length)[0];
}

const phoneTabs = [
  { name: 'Today', path: '/today', under: ['/today', '/'] },
  { name: 'Deals', path: '/deals', under: ['/deals', '/inquiries'] },
  { name: 'Search', path: '/search', under: ['/search'] },
  { name: 'Me', path: '/you', under: ['/you'] },
] as const;

export function TabBar() {
  const { pathname } = useLocation();
  return (
    <nav className="tab-bar" aria-label="Tabs">
      {phoneTabs.map((tab) => {
        const here = tab.under.some((path) => pathname === path || (path === '/deals' && pathname.startsWith('/deals')));
        return <span key={tab.name} className={here ? 'here' : ''}><PlaceLink to={tab.path}>{tab.name}</PlaceLink></span>;
      })}
    </nav>
  );
}
