export { HomeScreen } from './home-screen.tsx';
export { OverviewScreen } from './overview-screen.tsx';
export { TodayScreen } from './today-screen.tsx';
