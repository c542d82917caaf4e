import { readFileSync } from 'node:fs';
import { Failure, mailSettingsSchema, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';
import { mailLines } from '../print/mail.ts';

export const command: Command = {
  name: 'mail set', summary: 'names the server that takes our mail',
  options: [
    ['--host <host>', 'name of the server'], ['--from <address>', 'who the mail is from'], ['--port <port>', 'its port', '587'], ['--tls <how>', 'starttls, implicit, or none for an allowed host inside', 'starttls'],
    ['--user <name>', 'whom to sign in as'], ['--password-file <file>', 'a file that holds the password and nothing else'],
  ],
  run: async (context, _words, options) => {
    const settings = mailSettingsSchema.safeParse({ host: textOf(options, 'host'), from: textOf(options, 'from'), port: Number(textOf(options, 'port')), tls: textOf(options, 'tls'), user: textOf(options, 'user') ?? null });
    if (!settings.success) throw new Failure('bad_request', settings.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; '), 'hindcast mail set --help');
    const shown = await (await context.application()).mail.set(settings.data, passwordIn(textOf(options, 'passwordFile')), systemPrincipal);
    context.answer(shown, () => [...mailLines(shown), 'Try it: hindcast mail test YOUR-ADDRESS']);
  },
};

function passwordIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new Failure('bad_request', `The file of the password cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}.`, 'Give a text file that holds the password alone.');
  }
}
