import { textOf, type Command } from '../command.ts';
import { quarantineLines } from '../print/events.ts';

export const command: Command = {
  name: 'quarantine list', summary: 'events that were put aside, with what is wrong and where',
  options: [['--last <n>', 'how many', '50'], ['--code <code>', 'with one fault'], ['--source <name>', 'of one source']],
  run: async (context, _words, options) => {
    const [code, source] = [textOf(options, 'code'), textOf(options, 'source')];
    const events = await (await context.workspace()).events.quarantine({ last: Number(textOf(options, 'last')) || 50, ...(code ? { code } : {}), ...(source ? { source } : {}) });
    context.answer(events, () => quarantineLines(events));
  },
};
