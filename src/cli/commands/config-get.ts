import { Failure } from '../../model/index.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  name: 'config get', summary: 'settings of the workspace and of the installation', arguments: [['[key]', 'one setting']],
  run: async (context, [key]) => {
    const settings: Record<string, unknown> = { ...await (await context.application()).config(), ...await (await context.workspace()).settings() };
    if (typeof key === 'string' && !Object.hasOwn(settings, key)) throw new Failure('not_found', `"${key}" is not set.`, 'hindcast config get lists what is.');
    const answer = typeof key === 'string' ? { [key]: settings[key] } : settings;
    context.answer(answer, () => Object.entries(answer).map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`));
  },
};
