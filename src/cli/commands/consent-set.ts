import { Failure, consentInputSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { consentLines } from '../print/consent.ts';

export const command: Command = {
  name: 'consent set', summary: 'writes down what a person allows or refuses; in force at once',
  arguments: [['<person>', 'id of a contact or an inquiry'], ['<purpose>', 'store, analyse, predict, personalise, contact or share'], ['<statement>', 'grant, object or withdraw']],
  options: [['--source <source>', 'where the word came from'], ['--wording <wording>', 'what the person was shown or said'], ['--expires <date>', 'last day of a grant']],
  run: async (context, [person, purpose, statement], options) => {
    const given = { purpose, statement, source: textOf(options, 'source'), wording: textOf(options, 'wording'), expiresAt: textOf(options, 'expires') };
    const input = consentInputSchema.safeParse(given);
    if (!input.success) throw new Failure('bad_request', input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '), 'hindcast consent set --help');
    const answer = await (await context.workspace()).people.setConsent(String(person), input.data, systemPrincipal);
    context.answer(answer, () => consentLines(answer));
  },
};
