export { JourneyScreen } from './journey-screen.tsx';
