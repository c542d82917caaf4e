import { countWords, systemPrincipal, type RecallAnswer } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'person recall', summary: 'forgets a person at once and for good: records, answers, names in texts, uploads', arguments: [['<person>', 'id of a contact or an inquiry']],
  run: async (context, [person]) => {
    const answer = await (await context.workspace()).people.recall(String(person), systemPrincipal);
    context.answer(answer, () => lines(answer));
  },
};

const lines = (answer: RecallAnswer): string[] => [
  `Forgotten: 1 person, ${countWords(answer.records, 'record')}. No read, export or backup holds anything of the person now; no file does from ${answer.filesCleanBy.slice(11, 16)} UTC on.`,
  ...answer.removed.map(({ what, rows }) => `  ${what}: ${rows}`),
  ...answer.left.map((line) => `  ${line}`),
  'Exports and backups made before still hold what they held: remove them yourself. A keyed hash stays, so that no import brings the person back.',
];
