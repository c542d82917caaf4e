import { Failure, identityRuleInputSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { outlookLines } from '../print/identity-limits.ts';

export const command: Command = {
  name: 'resolve rules add', summary: 'says what holds of all records with a value, those to come included; it outranks words, limits and evidence and counts at once',
  arguments: [['<says>', 'same: one person; different: never one person with whoever has the other value; not-through: evidence joins no two that both have it'], ['<kind>', 'email, phone, column:NAME, or domain with not-through'], ['<value>', 'as a record has it']],
  options: [['--other <value>', 'the other value of "different"'], ['--other-kind <kind>', 'its kind, where it is another'], ['--dry-run', 'says who would change, and changes nothing']],
  run: async (context, [says, kind, value], options) => {
    const [other, otherKind] = [textOf(options, 'other'), textOf(options, 'otherKind')];
    const read = identityRuleInputSchema.safeParse({ says, of: { kind, value }, other: other === undefined ? null : { kind: otherKind ?? kind, value: other } });
    if (!read.success) throw new Failure('bad_request', `"${String(says)} ${String(kind)}" ${read.error.issues[0]?.message ?? 'is no rule'}.`, 'See what rules say: hindcast resolve rules add --help');
    const answer = await (await context.workspace()).identity.addRules([read.data], options['dryRun'] === true, systemPrincipal);
    context.answer(answer, () => outlookLines(answer));
  },
};
