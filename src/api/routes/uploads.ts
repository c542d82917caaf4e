import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { receiveFiles } from '../receive-files.ts';
import { workspaceParams } from './parameters.ts';

const uploadSchema = z.object({ uploadId: z.string(), files: z.array(z.object({ name: z.string(), bytes: z.number().int() })) });

export const uploads = defineRoute({
  method: 'POST', path: '/api/w/:workspace/uploads', summary: 'Takes files (multipart), each up to 2 GB; the uploadId is then planned and imported',
  params: workspaceParams, answer: uploadSchema, status: 201,
  handle: async ({ application, request, options }) => {
    const uploadId = options.newId?.() ?? randomUUID();
    return { uploadId, files: await receiveFiles(request, await application.uploadFolder(), uploadId) };
  },
});
