import { SearchPanel } from './search-panel.tsx';

/** Search as a screen of its own, for the phone's tab. */
export function SearchScreen() {
  return <><h1 className="lead">Search</h1><SearchPanel /></>;
}
