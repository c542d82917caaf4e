import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Failure } from '../model/index.ts';

export interface ReceivedFile {
  readonly name: string;
  readonly bytes: number;
}

const longestName = 150;

/** Streams every file of a request into a folder of its own; after a failure nothing of it is left. */
export async function receiveFiles(request: FastifyRequest, uploadFolder: string, uploadId: string): Promise<ReceivedFile[]> {
  const folder = path.join(uploadFolder, uploadId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const received = await eachFile(request, folder);
    if (received.length === 0) throw new Failure('bad_request', 'The request holds no file.', 'Send at least one file as multipart/form-data.');
    return received;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw diskFailure(error);
  }
}

async function eachFile(request: FastifyRequest, folder: string): Promise<ReceivedFile[]> {
  if (!request.isMultipart()) throw new Failure('bad_request', 'Files come as multipart/form-data.');
  const received: ReceivedFile[] = [];
  const taken = new Set<string>();
  for await (const part of request.files()) {
    const name = freeName(safeName(part.filename), taken);
    const file = createWriteStream(path.join(folder, name), { flags: 'wx', mode: 0o600 });
    await pipeline(part.file, file);
    received.push({ name, bytes: file.bytesWritten });
  }
  return received;
}

/** The last part of a name, of letters that are safe on every disk; never hidden, never empty, never a device or parent. */
export function safeName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[^\p{L}\p{N} ._()&+,-]/gu, '_').replace(/^[.\s]+/, '').trim();
  const ending = path.extname(clean).slice(0, 12);
  return `${path.basename(clean, ending).slice(0, longestName) || 'file'}${ending}`;
}

function freeName(name: string, taken: Set<string>): string {
  const ending = path.extname(name);
  const stem = path.basename(name, ending);
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${stem} (${count})${ending}`;
  taken.add(free.toLowerCase());
  return free;
}

function diskFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' ? new Failure('storage_full', 'The disk is full; nothing of the upload was kept.', 'Free some space, then send the files again.', { cause: error }) : error;
}
