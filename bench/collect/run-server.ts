import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Offered } from './open-sender.ts';
import type { Sent } from './sender.ts';
import type { Serving, Stored } from './serve.ts';

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
/** As `npm start` runs the server: short-lived objects of many requests need room, else they are copied again and again. */
const nodeOptions = ['--max-semi-space-size=64'];

/** A rate that does not heed the answers. */
export interface FloodLoad {
  readonly size: number;
  /** Events a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly mostConnections: number;
}

/** A server in a process of its own, and senders against it in further ones. */
export interface BenchServer {
  send(load: { readonly size: number; readonly connections: number; readonly seconds: number; readonly rate?: number }): Promise<Sent>;
  /** Events at a rate that does not heed the answers. */
  flood(load: FloodLoad): Promise<Offered>;
  stored(): Promise<Stored>;
  stop(): Promise<void>;
}

export async function runServer(folder: string, which: 'collector' | 'plain'): Promise<BenchServer> {
  const child = spawn(process.execPath, [...nodeOptions, script('./serve.ts'), folder, which], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => { child.on('exit', () => resolve()); });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the server ended');
    return JSON.parse(value) as T;
  };
  const { port, writeKey } = await next<Serving>();
  return {
    send: ({ size, connections, seconds, rate = 0 }) => runSender('./sender.ts', [port, writeKey, size, connections, seconds, rate].map(String)),
    flood: (load) => flood(port, writeKey, load),
    stored: async () => { child.stdin.write('totals\n'); return next<Stored>(); },
    stop: async () => { child.stdin.end(); await ended; },
  };
}

/** A flood from a process of its own against a server that listens on loopback. */
export const flood = (port: number, writeKey: string, { size, rate, seconds, mostConnections }: FloodLoad): Promise<Offered> => runSender('./open-sender.ts', [port, writeKey, size, rate, seconds, mostConnections].map(String));

function runSender<T>(sender: string, words: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [script(sender), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => { text += part.toString('utf8'); });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => { if (code === 0) resolve(JSON.parse(text) as T); else reject(new Error(`the sender ended with ${code}`)); });
  });
}
