import { Failure, systemPrincipal, userSchema } from '../../model/index.ts';
import { textOf, type Command, type Options } from '../command.ts';

export const command: Command = {
  name: 'users add', summary: 'adds a person, or changes one who is there', arguments: [['<email>', 'the address']],
  options: [['--role <role>', 'admin, member or viewer'], ['--reach <reach>', 'all, team or own'], ['--lens <lens>', 'leader, revops, rep, marketer or ceo'], ['--name <name>', 'name of the person'], ['--owner-name <name>', 'name in the deals, for reach own'], ['--team-name <name>', 'team in the deals, for reach team']],
  run: async (context, [email], options) => {
    const user = await (await context.application()).addUser(String(email), changeOf(options), systemPrincipal);
    context.answer(user, () => [`${user.email} is a ${user.role} who sees ${user.ownerName ?? user.teamName ?? user.reach}.`, `A link to sign in: hindcast users link ${user.email}`]);
  },
};

const fields = ['role', 'reach', 'lens', 'name', 'ownerName', 'teamName'] as const;

function changeOf(options: Options) {
  const given = Object.fromEntries(fields.flatMap((field) => { const text = textOf(options, field); return text === undefined ? [] : [[field, text]]; }));
  const parsed = userSchema.omit({ id: true, email: true }).partial().safeParse(given);
  if (!parsed.success) throw new Failure('bad_request', parsed.error.issues.map((issue) => `--${String(issue.path[0])}: ${issue.message}`).join('; '), 'hindcast users add --help');
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
}
