import { Failure, systemPrincipal, workspaceSettingsSchema } from '../../model/index.ts';
import type { Command } from '../command.ts';

const fields = workspaceSettingsSchema.shape;

export const command: Command = {
  name: 'config set', summary: 'changes a setting; lists are given as a,b,c or as JSON', arguments: [['<key>', 'the setting'], ['<value>', 'its value']],
  run: async (context, [given, text]) => {
    const [key, value] = [String(given), String(text)];
    if (!Object.hasOwn(fields, key)) {
      await (await context.application()).setConfig(key, value, systemPrincipal);
      context.answer({ [key]: value }, () => [`${key} = ${value}`]);
      return;
    }
    if (key === 'demo') throw new Failure('bad_request', 'Whether a workspace is a demo cannot be set.');
    const parsed = parsedAs(key as keyof typeof fields, value);
    const settings = await (await context.workspace('main')).setSettings({ [key]: parsed }, systemPrincipal);
    context.answer({ [key]: settings[key as keyof typeof settings] }, () => [`${key} = ${JSON.stringify(parsed)}`]);
  },
};

/** The value as the setting takes it: as JSON, as a list, or as the text itself. */
function parsedAs(key: keyof typeof fields, text: string): unknown {
  for (const reading of [() => JSON.parse(text) as unknown, () => text.split(',').map((part) => part.trim()), () => text]) {
    const parsed = fields[key].safeParse(attempt(reading));
    if (parsed.success) return parsed.data;
  }
  throw new Failure('bad_request', `"${text}" cannot be the value of ${key}.`, 'Lists are given as a,b,c; tables as JSON.');
}

function attempt(reading: () => unknown): unknown {
  try {
    return reading();
  } catch (error) {
    if (error instanceof SyntaxError) return Symbol('not JSON');
    throw error;
  }
}
