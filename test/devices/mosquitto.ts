import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((file) => existsSync(file));

/** Whether Debian's broker is here. */
export const hasMosquitto = program !== undefined;

export interface RunningBroker {
  readonly port: number;
  /** Stops it: SIGTERM lets it write its sessions down, SIGKILL does not. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again with what it wrote down. */
  start(): Promise<void>;
}

/** A broker of its own on loopback that holds sessions on disk. `more`: further lines of its configuration. */
export async function runMosquitto(folder: string, more: readonly string[] = ['allow_anonymous true']): Promise<RunningBroker> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const file = path.join(folder, 'mosquitto.conf');
  await writeFile(file, [`listener ${port} 127.0.0.1`, 'persistence true', `persistence_location ${folder}/`, 'max_queued_messages 0', 'user root', ...more, ''].join('\n'));
  let broker: ChildProcess;
  const start = async (): Promise<void> => {
    broker = spawn(program as string, ['-c', file], { stdio: 'ignore' });
    await answers(port);
  };
  await start();
  return {
    port, start,
    stop: (signal = 'SIGTERM') => new Promise((resolve) => {
      if (broker.exitCode !== null || broker.signalCode !== null) return resolve();
      broker.once('exit', () => resolve());
      broker.kill(signal);
    }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const is = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
    });
    if (is) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error('The broker did not start.');
}
