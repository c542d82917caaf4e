import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { Failure, systemPrincipal, type HookMapping } from '../../model/index.ts';
import { textOf, type Command } from '../command.ts';

export const command: Command = {
  name: 'source mapping', summary: 'how deliveries of webhooks are understood: shown as YAML, or set to a file or a ready mapping',
  arguments: [['<name>', 'name of the source']],
  options: [['--with <file>', 'a mapping as YAML or JSON; "-" reads standard input'], ['--preset <sender>', 'a ready mapping, such as zendesk, freshdesk, stripe, aircall, zoom-phone']],
  run: async (context, [name], options) => {
    const { hooks } = await context.workspace('main');
    const [file, preset] = [textOf(options, 'with'), textOf(options, 'preset')];
    if (file !== undefined && preset !== undefined) throw new Failure('bad_request', 'A mapping is a file or a ready one.', 'Give --with or --preset, not both.');
    if (file !== undefined || preset !== undefined) {
      const kept = await hooks.setMapping(String(name), preset === undefined ? mappingIn(file as string) : hooks.preset(preset), systemPrincipal);
      context.answer(kept, () => [`Version ${kept.version} of the mapping of "${String(name)}" is kept. Stored deliveries are read by it with "hindcast source replay ${String(name)}".`]);
      return;
    }
    const held = await hooks.mapping(String(name));
    if (held === null) { context.answer({ mapping: null }, () => ['Nothing is known yet of what is delivered: no delivery was read, and no mapping was set.']); return; }
    context.answer(held, () => [held.version === null ? '# As recognised. Correct it, and set it with --with FILE.' : `# Version ${held.version}`, ...linesOf(held.mapping)]);
  },
};

const linesOf = (mapping: HookMapping): string[] => stringify(mapping).trimEnd().split('\n');

function mappingIn(file: string): unknown {
  try {
    return parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw new Failure('bad_request', `The mapping cannot be read: ${(error as Error).message}`, 'Give a file of YAML or JSON; see docs/guides/webhooks-in.md.');
  }
}
