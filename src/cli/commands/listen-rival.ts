import { listenForName } from '../listen-for-name.ts';

export const command = listenForName('rival', 'listen rival', 'listens for a rival');
