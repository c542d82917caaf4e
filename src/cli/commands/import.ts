import path from 'node:path';
import { Failure, kindNames, sourceNameSchema, systemPrincipal, type ImportAnswer, type ImportRequest, type Kind, type Workspace } from '../../model/index.ts';
import { textOf, type Command, type CommandContext } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingLines } from '../print/findings.ts';
import { planLines, receiptLines } from '../print/receipt.ts';

export const command: Command = {
  name: 'import', summary: 'brings in files or folders; prints the receipt, the first findings and the forecast',
  arguments: [['<path...>', 'files or folders: CSV, TSV, JSON Lines, XLSX, gzip']],
  options: [['--as <kind>', `kind of all the files: ${kindNames.join(', ')}`], ['--source <name>', 'what the files come from, where they do not say it'], ['--dry-run', 'only say how the files would be read']],
  run: async (context, [paths], options) => {
    const request = requestOf(paths as readonly string[], textOf(options, 'as'), textOf(options, 'source'));
    // Own files never go into the demo by themselves.
    const workspace = await context.workspace('main');
    if (options['dryRun'] === true) {
      const plan = await workspace.planImport(request);
      context.answer(plan, () => planLines(plan));
      return exitCodes.ok;
    }
    return reported(context, workspace, await finished(context, workspace, request));
  },
};

function requestOf(paths: readonly string[], as: string | undefined, source: string | undefined): ImportRequest {
  const given = { paths: paths.map((one) => path.resolve(one)), ...(source === undefined ? {} : { source: sourceNamed(source) }) };
  if (as === undefined) return given;
  const kind = kindNames.find((name) => name === as || `${name}s` === as);
  if (!kind) throw new Failure('unknown_kind', `"${as}" is no kind of record.`, `Choose one of: ${kindNames.join(', ')}.`);
  return { ...given, as: kind as Kind };
}

function sourceNamed(source: string): string {
  const name = sourceNameSchema.safeParse(source);
  if (!name.success) throw new Failure('bad_request', `"${source}" cannot be the name of a source.`, `Use ${name.error.issues[0]?.message ?? 'another'}.`);
  return name.data;
}

async function finished(context: CommandContext, workspace: Workspace, request: ImportRequest): Promise<ImportAnswer> {
  let answer = await workspace.startImport(request, systemPrincipal);
  const application = await context.application();
  const job = (await application.jobs()).find((one) => one.id === answer.id)
    ?? (await application.jobs()).find((one) => one.kind === 'import' && one.workspace === workspace.name && (one.state === 'queued' || one.state === 'running'));
  if (job) await application.waitForJob(job.id, context.progress, context.signal);
  answer = await workspace.import(answer.id);
  return answer;
}

const exitOf: Readonly<Partial<Record<ImportAnswer['state'], number>>> = { done: exitCodes.ok, partly: exitCodes.partlyFailed, cancelled: exitCodes.interrupted };

async function reported(context: CommandContext, workspace: Workspace, answer: ImportAnswer): Promise<number> {
  const exitCode = exitOf[answer.state] ?? exitCodes.failed;
  if (exitCode === exitCodes.failed) context.parts.stderr.write(`hindcast: ${answer.files.join(', ')}: ${answer.error ?? `the import is ${answer.state}`}\n`);
  const findings = answer.receipt && !context.json ? findingLines(answer, await workspace.leaks({}), await workspace.forecast({})) : [];
  context.answer(answer, () => [...receiptLines(answer), ...(findings.length > 0 ? ['', ...findings] : [])]);
  return exitCode;
}
