import { z } from 'zod';
import type { Principal } from './access.ts';
import { sourceNameSchema } from './source-terms.ts';

/** What became of a file in a watched folder. */
export const watchedFileStates = {
  arriving: 'still being written, or seen for the first time',
  known: 'imported before with the same content',
  queued: 'imported; see the import',
  refused: 'cannot be imported',
} as const;
export const watchedFileStateSchema = z.enum(Object.keys(watchedFileStates) as [WatchedFileState, ...WatchedFileState[]]);
export type WatchedFileState = keyof typeof watchedFileStates;

export const watchedFolderInputSchema = z.object({
  /** Absolute path on the machine where Hindcast runs. */
  path: z.string().min(1).max(1000),
  /** Source of what is imported from it; the CRM whose layout is seen, else `files`, where none is given. */
  source: sourceNameSchema.optional(),
});
export type WatchedFolderInput = z.infer<typeof watchedFolderInputSchema>;

export const watchedFolderSchema = z.object({
  path: z.string(),
  source: z.string().nullable(),
  lastLookAt: z.string().nullable(),
  /** What went wrong with the folder itself; null while nothing does. */
  fault: z.string().nullable(),
  files: z.array(z.object({ file: z.string(), state: watchedFileStateSchema, detail: z.string().nullable(), importId: z.string().nullable(), seenAt: z.string() })),
});
export type WatchedFolder = z.infer<typeof watchedFolderSchema>;

/** Folders whose files are imported by themselves. */
export interface WatchedFolders {
  list(): Promise<WatchedFolder[]>;
  /** Throws `Failure('bad_request')` for what is no folder, or is one that Hindcast itself writes to. */
  watch(input: WatchedFolderInput, by: Principal): Promise<WatchedFolder[]>;
  /** What was imported stays. Throws `Failure('not_found')`. */
  forget(path: string, by: Principal): Promise<WatchedFolder[]>;
}
