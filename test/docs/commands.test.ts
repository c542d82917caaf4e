import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../product/command.ts';
import { commandsIn, scriptOf } from './commands-in.ts';
import { allPages } from './pages.ts';

const runnable = allPages().map(commandsIn).filter((commands) => commands.blocks.length > 0);

test('there are pages with commands to run', () => {
  expect(runnable.map((commands) => commands.page)).toContain('examples/small-company/README.md');
});

test.each(runnable)('the commands of $page run as they stand', { timeout: 240_000 }, (commands) => {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-docs-'));
  try {
    const path = [join(repository, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
    const env = { ...process.env, PATH: path, CI: '1', NO_COLOR: '1', HINDCAST_DATA: join(folder, 'data'), HINDCAST_EXAMPLE: folder };
    const run = spawnSync('bash', ['-c', scriptOf(commands)], { cwd: repository, env, encoding: 'utf8', timeout: 230_000 });
    expect(run.status, `${run.stdout}\n${run.stderr}`).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
