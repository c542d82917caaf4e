import { listenForName } from '../listen-for-name.ts';

export const command = listenForName('own', 'listen brand', 'listens for a brand of your own: negative coverage of it raises an alert');
