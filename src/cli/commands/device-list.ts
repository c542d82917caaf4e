import { textOf, type Command } from '../command.ts';
import { listedDeviceLines } from '../print/devices.ts';

export const command: Command = {
  name: 'device list', summary: 'whose each device is from which day on, as your own list says',
  options: [['--device <id>', 'of one device'], ['--account <id>', 'of one account']],
  run: async (context, _words, options) => {
    const list = await (await context.workspace()).devices.list({ device: textOf(options, 'device'), account: textOf(options, 'account') });
    context.answer(list, () => listedDeviceLines(list));
  },
};
