import { Failure, loanInputSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { termsLines } from '../print/terms.ts';

export const command: Command = {
  name: 'sources lend', summary: 'writes down that a source\'s records are on loan: from whom, for what, until when', arguments: [['<source>', 'name of the source, as given to import --source']],
  options: [['--lender <lender>', 'who lent the data'], ['--purposes <purposes>', 'what it was lent for, with commas: analyse, predict, personalise, contact, share; keeping goes with each'], ['--until <date>', 'last day of the loan']],
  run: async (context, [source], options) => {
    const purposes = textOf(options, 'purposes')?.split(',').map((one) => one.trim()).filter((one) => one !== '');
    const loan = loanInputSchema.safeParse({ lender: textOf(options, 'lender'), purposes, until: textOf(options, 'until') });
    if (!loan.success) throw new Failure('bad_request', loan.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '), 'hindcast sources lend --help');
    const terms = await (await context.workspace()).sources.lend(String(source), loan.data, systemPrincipal);
    context.answer(terms, () => termsLines(terms));
  },
};
