export { SettingsScreen } from './settings-screen.tsx';
export { YouScreen } from './you-screen.tsx';
