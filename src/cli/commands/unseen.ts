import { Failure } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { unseenLines } from '../print/buyers.ts';
import { scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'unseen', summary: 'the share of decisions that no click could have shown, as bounds',
  options: [['--as-of <date>', 'date of knowledge, such as 2025-03-31; the whole day counts'], ['--misnaming <share>', 'share of answers taken to name the wrong thing, 0 to 0.5']],
  run: async (context, _words, options) => {
    const answer = await (await context.workspace()).buyers.unseen(scopeOf(options), shareOf(textOf(options, 'misnaming')));
    context.answer(answer, () => unseenLines(answer));
  },
};

function shareOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 0.5) return share;
  throw new Failure('bad_request', `"${text}" cannot be a share of misnaming.`, 'Give a share from 0 to 0.5, such as 0.1.');
}
