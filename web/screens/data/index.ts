export { ConsentScreen } from './consent-screen.tsx';
export { SourceScreen } from './sources/source-screen.tsx';
export { ListeningScreen } from './listening/listening-screen.tsx';
export { SourcesScreen } from './sources-screen.tsx';
export { ColumnsScreen } from './columns-screen.tsx';
export { NumbersScreen } from './numbers-screen.tsx';
export { EventsScreen } from './events/events-screen.tsx';
export { QuarantineScreen } from './events/quarantine-screen.tsx';
