import { Command as Program, CommanderError } from 'commander';
import { commandsFor } from './catalogue.ts';
import type { CliParts, Command, Options } from './command.ts';
import { exitCodeOf, exitCodes, failureLines } from './exit-codes.ts';
import { openContext } from './open-context.ts';

/**
 * Runs one command line (without the program's own name) and resolves with its exit code: 0 ok, 1 failed, 2 usage,
 * 3 partly failed, 4 not found, 5 not allowed, 130 interrupted. Data goes to stdout, everything else to stderr.
 */
export async function runCli(argv: readonly string[], parts: CliParts): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = programOf(parts);
  for (const command of await commandsFor(argv)) addCommand(program, command, async (words, options) => { exitCode = await runCommand(command, words, options, parts); });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
}

function programOf(parts: CliParts): Program {
  return withManners(new Program('hindcast').description('Sales analysis that shows its record.').version(parts.version), parts).helpCommand(false);
}

const withManners = (program: Program, parts: CliParts): Program =>
  program.enablePositionalOptions().exitOverride().showHelpAfterError('Add --help to see what it takes.').configureOutput({ writeOut: (text) => { parts.stdout.write(text); }, writeErr: (text) => { parts.stderr.write(text); } });

function addCommand(program: Program, command: Command, action: (words: readonly unknown[], options: Options) => Promise<void>): void {
  const words = command.name.split(' ');
  const added = parentOf(program, words).command(words.at(-1) ?? '').copyInheritedSettings(program).description(command.summary);
  for (const [syntax, meaning] of command.arguments ?? []) added.argument(syntax, meaning);
  for (const [flags, meaning, otherwise] of command.options ?? []) added.option(flags, meaning, otherwise);
  added.option('--json', 'print the answer as JSON').option('--workspace <name>', 'main, demo or another; your own data unless given, else the demo');
  added.action(async (...given: unknown[]) => action(given.slice(0, command.arguments?.length ?? 0), added.opts()));
}

/** The group that a command of several words belongs to. */
function parentOf(program: Program, words: readonly string[]): Program {
  return words.slice(0, -1).reduce((parent, word) => parent.commands.find((group) => group.name() === word) ?? parent.command(word).copyInheritedSettings(program).helpCommand(false), program);
}

async function runCommand(command: Command, words: readonly unknown[], options: Options, parts: CliParts): Promise<number> {
  const opened = openContext(options, parts, command.name === 'start');
  try {
    const exitCode = (await command.run(opened.context, words, options)) ?? exitCodes.ok;
    return opened.interrupted() ? exitCodes.interrupted : exitCode;
  } catch (error) {
    for (const line of failureLines(error, parts.env['HINDCAST_DEBUG'] === '1')) parts.stderr.write(`${line}\n`);
    return opened.interrupted() ? exitCodes.interrupted : exitCodeOf(error);
  } finally {
    await opened.close();
  }
}
