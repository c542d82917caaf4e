import { Failure, usageFilterSchema, usageReadingFilterSchema, type Devices } from '../../model/index.ts';
import { textOf, type Command, type CommandContext, type Options } from '../command.ts';
import { usageLines, usageReadingLines } from '../print/devices.ts';

export const command: Command = {
  name: 'usage', summary: 'what devices consumed by day, account, product and metric, with how many readings were thinned',
  options: [
    ['--account <id>', 'of one account'], ['--metric <name>', 'of one metric'], ['--days <n>', 'days up to today (UTC), 366 at most', '30'],
    ['--rows <day>', 'the readings of this day behind the numbers, with what each adds'], ['--last <n>', 'with --rows: how many, 1000 at most', '100'],
  ],
  run: async (context, _words, options) => {
    const { devices } = await context.workspace();
    if (textOf(options, 'rows') === undefined) await tellUsage(context, devices, options);
    else await tellReadings(context, devices, options);
  },
};

const given = (options: Options, names: readonly string[]): Record<string, string> => Object.fromEntries(names.flatMap((name) => (textOf(options, name) === undefined ? [] : [[name, textOf(options, name) as string]])));

async function tellUsage(context: CommandContext, devices: Devices, options: Options): Promise<void> {
  const filter = usageFilterSchema.safeParse(given(options, ['account', 'metric', 'days']));
  if (!filter.success) throw new Failure('bad_request', filter.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'See "hindcast usage --help".');
  const usage = await devices.usage(filter.data);
  context.answer(usage, () => usageLines(usage));
}

async function tellReadings(context: CommandContext, devices: Devices, options: Options): Promise<void> {
  const filter = usageReadingFilterSchema.safeParse({ ...given(options, ['account', 'metric', 'last']), day: textOf(options, 'rows') });
  if (!filter.success) throw new Failure('bad_request', filter.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), 'Write --rows 2026-11-28.');
  const readings = await devices.usageReadings(filter.data);
  context.answer(readings, () => usageReadingLines(readings));
}
