export { SearchScreen } from './search-screen.tsx';
export { SearchPanel } from './search-panel.tsx';
