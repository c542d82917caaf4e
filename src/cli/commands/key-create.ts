import { Failure, permissionSchema, systemPrincipal, type Permission } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { wholeDays } from '../whole-days.ts';

export const command: Command = {
  name: 'key create', summary: 'makes an API key for a program and prints it, this once', arguments: [['<name>', 'what it is for']],
  options: [['--allow <permissions>', `what it may do, with commas between: ${permissionSchema.options.join(', ')}`, 'read'], ['--days <days>', 'days until it ends, 365 at most', '90']],
  run: async (context, [name], options) => {
    const request = { name: String(name), permissions: permissionsOf(textOf(options, 'allow') ?? ''), days: wholeDays(textOf(options, 'days')) };
    const made = await (await context.application()).keys.create(request, systemPrincipal);
    context.answer(made, () => [`Key: ${made.secret}`, 'It is shown this once.', `"${made.key.name}" may ${made.key.permissions.join(', ')} until ${made.key.expiresAt.slice(0, 10)}. Send it as: Authorization: Bearer <key>`]);
  },
};

const permissionsOf = (text: string): Permission[] => text.split(',').map((word) => word.trim()).filter((word) => word !== '').map(permissionOf);

function permissionOf(word: string): Permission {
  const read = permissionSchema.safeParse(word);
  if (read.success) return read.data;
  throw new Failure('bad_request', `There is no permission "${word}".`, `Permissions: ${permissionSchema.options.join(', ')}.`);
}
