import { Failure, countWords, systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { visitorWords } from '../say-on-records.ts';

export const command: Command = {
  name: 'resolve undo', summary: 'takes a merge or a split back: people and what they allow are as they were before', arguments: [['<change>', 'its number in "resolve changes"']],
  run: async (context, [change]) => {
    const id = Number(change);
    if (!Number.isSafeInteger(id) || id < 1) throw new Failure('bad_request', `"${String(change)}" is not the number of a change.`, 'See the numbers: hindcast resolve changes');
    const people = await (await context.workspace()).identity.undo(id, systemPrincipal);
    context.answer(people, () => [`Change ${id} is taken back.`, ...people.map((one) => `  ${one.id}: ${countWords(one.records.length, 'record')}${visitorWords(one)}`)]);
  },
};
