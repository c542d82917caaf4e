import { readFileSync } from 'node:fs';
import { Failure, systemPrincipal } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';

export const command: Command = {
  name: 'source create', summary: 'makes a source and prints the write key that it sends events with, this once',
  arguments: [['<name>', 'lower-case letters, digits, dots, dashes and underscores']],
  options: [
    ['--kind <kind>', 'what sends: "events" for SDKs and the tracker', 'events'],
    ['--needs-consent', 'keep nothing of a person before a yes'],
    ['--blocked <file>', 'a file of address ranges (CIDR, one a line) whose events are dropped, such as those of data centres'],
  ],
  run: async (context, [name], options) => {
    if (options['kind'] !== 'events') throw new Failure('bad_request', `There is no kind "${String(options['kind'])}".`, 'Kinds: events.');
    const workspace = await context.workspace('main');
    const { source, writeKey } = await workspace.events.createSource(String(name), { needsConsent: options['needsConsent'] === true, blockedRanges: rangesIn(textOf(options, 'blocked')) }, systemPrincipal);
    context.answer({ source, writeKey }, () => [
      `Source "${source.name}" of workspace "${source.workspace}" takes events at /v1 (batch, track, page, identify, group, screen, alias).`,
      `Write key: ${writeKey}`, 'It is shown this once: keep it where the sender finds it.',
    ]);
  },
};

function rangesIn(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return readFileSync(file, 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '');
  } catch (error) {
    throw new Failure('bad_request', `The file of ranges cannot be read: ${(error as Error).message}`, 'Give a text file with one range such as 203.0.113.0/24 a line.');
  }
}
