import { workspaceSettingsSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const settings = defineRoute({
  method: 'GET', path: '/api/w/:workspace/settings', summary: 'What the workspace knows about itself',
  params: workspaceParams, answer: workspaceSettingsSchema,
  handle: async (asked) => (await workspaceOf(asked)).settings(),
});
