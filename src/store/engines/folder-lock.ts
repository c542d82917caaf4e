import { link, rename, unlink } from 'node:fs/promises';
import net, { type Server } from 'node:net';
import path from 'node:path';

/** Held by the process that runs the engines of a folder. The kernel takes it back when that process dies. */
export interface FolderLock {
  /** Tells those who wait that the engines can be joined. */
  engineIsReady(): void;
  release(): Promise<void>;
}

const lockName = 'owner.sock';

/**
 * Takes the folder's lock, a listening socket, or returns null where a live owner holds it.
 * A socket file left by a dead owner is moved aside first, looked at again, and removed.
 */
export async function takeFolderLock(folder: string): Promise<FolderLock | null> {
  const file = path.join(folder, lockName);
  for (;;) {
    const lock = await listenAt(file);
    if (lock) return lock;
    if (await somebodyAnswers(file)) return null;
    await moveAside(file);
  }
}

/** Resolves when the live owner's engines are ready. Throws when the owner goes away or `patienceMs` pass. */
export function ownerIsReady(folder: string, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(path.join(folder, lockName));
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('The process that owns this folder did not get its engines ready in time.')));
    socket.once('data', () => { socket.destroy(); resolve(); });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The process that owns this folder went away.')));
  });
}

function listenAt(file: string): Promise<FolderLock | null> {
  let ready = false;
  const waiting = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => waiting.delete(socket));
    waiting.add(socket);
    if (ready) socket.write('ready\n');
  });
  const engineIsReady = (): void => {
    ready = true;
    for (const socket of waiting) socket.write('ready\n');
  };
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(file, () => resolve({ engineIsReady, release: () => closed(server, waiting) }));
  });
}

function closed(server: Server, waiting: ReadonlySet<net.Socket>): Promise<void> {
  for (const socket of waiting) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}

function somebodyAnswers(file: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(file);
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(false);
      else reject(error);
    });
  });
}

/** Two processes may find the same dead socket; whoever moved a live one by mistake puts it back. */
async function moveAside(file: string): Promise<void> {
  const aside = `${file}.stale-${process.pid}`;
  if (!(await moved(file, aside))) return;
  if (await somebodyAnswers(aside)) await link(aside, file);
  await unlink(aside);
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
