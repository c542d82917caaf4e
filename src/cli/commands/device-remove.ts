import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'device remove', summary: 'takes a device from the list: what messages say of it counts again',
  arguments: [['<device>', 'id of the device']],
  run: async (context, [device]) => {
    await (await context.workspace()).devices.remove(String(device), systemPrincipal);
    context.answer({ removed: String(device) }, () => [`The list names "${String(device)}" no more.`]);
  },
};
