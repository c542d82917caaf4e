import type { Command } from '../command.ts';

export const command: Command = {
  name: 'digest list', summary: 'who asked for the letter',
  run: async (context) => {
    const readers = await (await context.application()).digests.readers();
    context.answer(readers, () => (readers.length === 0 ? ['Nobody asked for the letter. For somebody who wants it: hindcast digest for EMAIL'] : readers.map(({ email, workspace, every }) => `${email}: ${workspace}, every ${every}`)));
  },
};
