import { systemPrincipal, type DialInput } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { dialLines } from '../print/caps.ts';

export const command: Command = {
  name: 'dial set', summary: 'sets how much contact a person gets, within what the person allows', arguments: [['<person>', 'id of a contact or an inquiry'], ['<level>', 'quiet, normal or eager']],
  options: [['--about <about>', 'sales, marketing, research or any', 'any'], ['--time-zone <zone>', 'where the person is, such as Europe/Berlin']],
  run: async (context, [person, level], options) => {
    const timeZone = textOf(options, 'timeZone');
    const input = { level, about: textOf(options, 'about'), ...(timeZone === undefined ? {} : { timeZone }) } as DialInput;
    const dial = await (await context.workspace()).caps.setDial(String(person), input, systemPrincipal);
    context.answer(dial, () => dialLines(dial));
  },
};
