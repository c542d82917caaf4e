import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'demo remove', summary: 'removes the demo company and all of its data',
  run: async (context) => {
    await (await context.application()).removeDemo(systemPrincipal);
    context.answer({ removed: 'demo' }, () => ['The demo is removed.']);
  },
};
