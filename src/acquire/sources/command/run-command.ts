import { spawn, type ChildProcess } from 'node:child_process';
import { Failure } from '../../../model/index.ts';

export interface Started {
  readonly output: AsyncIterable<Uint8Array>;
  /** The last lines that it wrote for people. */
  said(): string[];
}

const saidLines = 20;
const longestSaid = 500;
const graceMs = 3_000;

/**
 * A command with its arguments as they are, never through a shell, in a process group of its own so that it can be ended with
 * everything that it starts. `output` ends with the command and throws a Failure where it ended badly.
 */
export function startCommand(words: readonly string[], { folder, signal }: { folder: string; signal: AbortSignal }): Started {
  const [program, ...rest] = words;
  if (program === undefined) throw new Failure('bad_request', 'The command is empty.', 'Give it as a JSON list: --setting command=\'["tap-name"]\'.');
  signal.throwIfAborted();
  const child = spawn(program, rest, { cwd: folder, detached: true, shell: false, stdio: ['ignore', 'pipe', 'pipe'], env: surroundings(folder) });
  const said = lastLines(child);
  const end = endOf(child, program, said);
  const stop = (): void => endGroup(child);
  signal.addEventListener('abort', stop, { once: true });
  return { output: outputOf(child, end, () => signal.removeEventListener('abort', stop)), said };
}

/** What a tap needs to run, and nothing of ours: no address, key or folder of this installation. */
const surroundings = (folder: string): NodeJS.ProcessEnv => ({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' });

async function* outputOf(child: ChildProcess, end: Promise<Failure | null>, done: () => void): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) yield chunk;
    const failure = await end;
    if (failure) throw failure;
  } finally {
    done();
    endGroup(child);
  }
}

function endOf(child: ChildProcess, program: string, said: () => string[]): Promise<Failure | null> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(new Failure('not_found', error.code === 'ENOENT' ? `There is no command ${program}.` : `${program} could not be started: ${error.code ?? 'unknown'}.`, 'Install it, and give its full path as the first word of the command.')));
    child.once('close', (code, signal) => resolve(code === 0 ? null : new Failure('unreadable_file', `${program} ended with ${signal ?? code}${said().length > 0 ? `: ${said().at(-1)}` : ''}.`, 'Its last lines are in "hindcast source health"; run it by hand with the same configuration.')));
  });
}

function lastLines(child: ChildProcess): () => string[] {
  let lines: string[] = [];
  let open = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const parts = `${open}${text}`.split('\n');
    open = (parts.pop() ?? '').slice(-longestSaid);
    lines = [...lines, ...parts.map((line) => line.slice(0, longestSaid).trim()).filter((line) => line !== '')].slice(-saidLines);
  });
  return () => (open.trim() === '' ? lines : [...lines, open.trim()].slice(-saidLines));
}

/** Ends a command and all that it started: asked first, then made to. */
function endGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || !told(pid, 'SIGTERM')) return;
  // Whoever ignores the first signal must not outlive this process: the timer keeps it until the group is gone.
  const watch = setInterval(() => { if (!told(pid, 0)) clearInterval(watch); }, 100);
  setTimeout(() => { clearInterval(watch); told(pid, 'SIGKILL'); }, graceMs).unref();
}

/** True where somebody of the group was there to hear it. */
function told(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
