import { readFileSync } from 'node:fs';
import { parseDeviceList } from '../../acquire/index.ts';
import { Failure, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'device import', summary: 'says whose devices are, from which day on: replaces what the list said of the devices in the file',
  arguments: [['<file>', 'CSV with the columns device, account, product, since, or the same as a list in JSON']],
  run: async (context, [file]) => {
    const list = parseDeviceList(textIn(String(file)));
    const answer = await (await context.workspace()).devices.give(list, systemPrincipal);
    context.answer(answer, () => [`${answer.devices} devices in ${answer.lines} lines, ${answer.new} of them new to the list.`]);
  },
};

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure('bad_request', `The file cannot be read: ${(error as Error).message}`, 'Give a CSV or JSON file.');
  }
}
