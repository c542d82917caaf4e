import cliProgress from 'cli-progress';
import type { Progress } from '../model/index.ts';
import type { CliParts } from './command.ts';

export interface ProgressReport {
  readonly progress: Progress;
  end(): void;
}

/** Progress on stderr: a bar on a terminal, else one line for each step. */
export function reportProgress(parts: CliParts): ProgressReport {
  return parts.isTty && !parts.env['CI'] ? asBar(parts) : asLines(parts);
}

function asLines(parts: CliParts): ProgressReport {
  let last = '';
  const progress: Progress = (stage) => {
    if (stage !== '' && stage !== last) parts.stderr.write(`${stage}\n`);
    last = stage;
  };
  return { progress, end: () => undefined };
}

function asBar(parts: CliParts): ProgressReport {
  const bar = new cliProgress.SingleBar({ stream: parts.stderr, format: `${parts.env['NO_COLOR'] ? '{bar}' : '\u001B[2m{bar}\u001B[0m'} {stage} {value} of {total}`, hideCursor: true, clearOnComplete: true, barsize: 24, linewrap: null }, cliProgress.Presets.shades_grey);
  let running = false;
  const progress: Progress = (stage, done, total) => {
    if (!running) bar.start(total ?? Math.max(done, 1), done, { stage });
    running = true;
    bar.setTotal(total ?? Math.max(done, 1));
    bar.update(done, { stage });
  };
  return { progress, end: () => { if (running) bar.stop(); running = false; } };
}
