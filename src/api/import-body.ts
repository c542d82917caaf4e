import path from 'node:path';
import { z } from 'zod';
import { Failure, confirmationSchema, kindSchema, sourceNameSchema, type Application, type ImportRequest, type Principal } from '../model/index.ts';

const file = z.string().max(1_000);

/** What to import: an upload by its id, or files on the machine that runs Hindcast, which only admins may name. */
export const importBodySchema = z.object({
  uploadId: z.uuid().optional(),
  paths: z.array(z.string().min(1).max(4_000)).max(500).optional(),
  as: kindSchema.optional(),
  source: sourceNameSchema.optional(),
  confirmations: z.array(confirmationSchema).max(5).optional(),
  columns: z.array(z.object({ file, header: z.string().max(1_000), field: z.string().max(200).nullable() })).max(20_000).optional(),
  kinds: z.array(z.object({ file, kind: kindSchema.nullable() })).max(500).optional(),
  formats: z.array(z.object({ file, encoding: z.string().max(40).optional(), delimiter: z.string().max(12_000).optional(), dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(), decimal: z.enum([',', '.']).optional() })).max(500).optional(),
});
export type ImportBody = z.infer<typeof importBodySchema>;

/** The request of the application behind a body. Throws `Failure`: `bad_request` without files, `not_allowed` for others' paths. */
export async function importRequestOf(body: ImportBody, application: Application, by: Principal): Promise<ImportRequest> {
  const { uploadId, paths, ...rest } = body;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Omit<ImportRequest, 'paths'>;
  if (uploadId !== undefined) return { ...given, paths: [path.join(await application.uploadFolder(), uploadId)] };
  if (paths === undefined || paths.length === 0) throw new Failure('bad_request', 'There are no files to import.', 'Send an uploadId or paths.');
  if (by.kind !== 'system' && by.user?.role !== 'admin') throw new Failure('not_allowed', 'Only admins may import files that lie on the server.', 'Drop the files here instead.');
  if (!paths.every((one) => path.isAbsolute(one))) throw new Failure('bad_request', 'A path on the server has to be absolute.');
  return { ...given, paths };
}
