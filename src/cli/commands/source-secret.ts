import { systemPrincipal } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { secretsIn, wordsOf } from '../live-input.ts';

export const command: Command = {
  name: 'source secret', summary: 'gives the secrets of a live source anew, all of them; they are never shown',
  arguments: [['<name>', 'name of the source']],
  options: [['--secret <name...>', 'each is read from the environment variable HINDCAST_SECRET_NAME, else from standard input']],
  run: async (context, [name], options) => {
    const secrets = await secretsIn(context, wordsOf(options, 'secret'));
    const source = await (await context.workspace('main')).live.setSecrets(String(name), secrets, systemPrincipal);
    context.answer({ source }, () => [`"${source.name}" has ${source.secrets.length === 0 ? 'no secrets now' : `new secrets: ${source.secrets.join(', ')}`}.`]);
  },
};
