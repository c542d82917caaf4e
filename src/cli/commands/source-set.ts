import { Failure, systemPrincipal, type LiveSourceChange } from '../../model/index.ts';
import type { Command, CommandContext, Options } from '../command.ts';
import { scheduleIn, scheduleWords, secretsIn, settingsIn, wordsOf } from '../live-input.ts';

export const command: Command = {
  name: 'source set', summary: 'changes settings, secrets and schedule of a live source; what is not given stays, secrets as well',
  arguments: [['<name>', 'name of the source']],
  options: [
    ['--setting <name=value...>', 'new settings, checked as at creation'], ['--unset <name...>', 'settings that it shall no longer have'],
    ['--secret <name...>', 'secrets given anew: each is read from the environment variable HINDCAST_SECRET_NAME, else from standard input'],
    ['--every <minutes>', 'reads it again after so many minutes; "never" only when asked'],
    ['--daily <time>', 'reads it each day at a time such as 06:30'], ['--zone <zone>', 'the zone of that time, such as Europe/Berlin; without it that of "caps show"'],
    ['--anew', 'where something else may be read than was: forget where it was left, and read everything again'], ['--goes-on', 'it is the same thing: go on where it was left'],
  ],
  run: async (context, [name], options) => {
    const { beginsAnew, ...source } = await (await context.workspace('main')).live.change(String(name), await changeIn(context, options), systemPrincipal);
    context.answer({ source, beginsAnew }, () => [
      `"${source.name}" is changed. From now on: ${scheduleWords(source)}.`,
      beginsAnew ? 'Everything is read and recognised again; what is held stays, and nothing doubles.' : 'It goes on where it was left.',
    ]);
  },
};

async function changeIn(context: CommandContext, options: Options): Promise<LiveSourceChange> {
  if (options['anew'] === true && options['goesOn'] === true) throw new Failure('bad_request', '--anew and --goes-on say the opposite.', 'Give one of them.');
  return {
    settings: { ...settingsIn(options), ...Object.fromEntries(wordsOf(options, 'unset').map((name) => [name, null])) }, secrets: await secretsIn(context, wordsOf(options, 'secret')),
    ...await scheduleIn(context, options), reading: options['anew'] === true ? 'anew' : options['goesOn'] === true ? 'goes_on' : 'ask',
  };
}
