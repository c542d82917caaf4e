export { SettingsScreen } from './settings-screen.tsx';
export { YouScreen } from './you-screen.tsx';
export { KeysScreen } from './keys-screen.tsx';
export { MailScreen } from './mail-screen.tsx';
export { WebhooksScreen } from './webhooks-screen.tsx';
