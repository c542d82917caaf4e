import { Failure } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { changeLines } from '../print/changes.ts';
import { dateOf, scopeOf } from '../scope-of.ts';

export const command: Command = {
  name: 'changes', summary: 'what moved in the pipeline since a date',
  options: [['--since <date>', 'the earlier date'], ['--as-of <date>', 'the later date; today unless given']],
  run: async (context, _words, options) => {
    const since = dateOf(textOf(options, 'since'));
    if (since === undefined) throw new Failure('bad_request', 'Since when?', 'hindcast changes --since 2025-06-30');
    const answer = await (await context.workspace()).changes(since, scopeOf(options));
    context.answer(answer, () => changeLines(answer));
  },
};
