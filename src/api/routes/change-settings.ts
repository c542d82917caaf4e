import { z } from 'zod';
import { workspaceSettingsSchema, type WorkspaceSettings } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

// The defaults of the settings must not overwrite what a change leaves out.
const change = z.strictObject(Object.fromEntries(Object.entries(workspaceSettingsSchema.shape)
  .filter(([name]) => name !== 'demo').map(([name, field]) => [name, z.optional(field.unwrap())])));

export const changeSettings = defineRoute({
  method: 'PATCH', path: '/api/w/:workspace/settings', summary: 'Changes the settings that are given and keeps the others',
  params: workspaceParams, body: change, answer: workspaceSettingsSchema,
  handle: async (asked) => (await workspaceOf(asked)).setSettings(asked.body as Partial<WorkspaceSettings>, asked.by),
});
