import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { sourcePreviewLines } from '../print/live-sources.ts';

export const command: Command = {
  name: 'source preview', summary: 'reads what a run of a live source would read, says how many of what it would take, and stores nothing',
  arguments: [['<name>', 'name of the source']],
  run: async (context, [name]) => {
    const preview = await (await context.workspace('main')).live.preview(String(name), { signal: context.signal }, systemPrincipal);
    context.answer(preview, () => sourcePreviewLines(preview));
  },
};
