import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** True where strace is installed and may attach to a process that is not its child. */
export const straceAllowed = canAttach();

function canAttach(): boolean {
  if (spawnSync('strace', ['-V']).status !== 0) return false;
  const sleeper = spawn('sleep', ['5'], { stdio: 'ignore' });
  const attached = spawnSync('strace', ['-p', String(sleeper.pid), '-e', 'trace=none'], { timeout: 500, encoding: 'utf8', killSignal: 'SIGINT' });
  sleeper.kill('SIGKILL');
  return !/Operation not permitted|ptrace/.test(attached.stderr ?? '') && /attached/.test(attached.stderr ?? '');
}

/** Attaches strace to running processes and all their threads, and injects a fault; resolves when it is attached. */
export function strace(pids: readonly number[], inject: string, logPath: string): Promise<ChildProcess> {
  const calls = inject.split(':')[0] ?? '';
  const words = ['-f', '-o', logPath, '-e', `trace=${calls}`, '-e', `inject=${inject}`, ...pids.flatMap((pid) => ['-p', String(pid)])];
  const child = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`strace ended with ${code}`)));
    child.stderr.on('data', (chunk: Buffer) => { if (/attached/.test(chunk.toString())) resolve(child); });
  });
}
