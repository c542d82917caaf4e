import { z } from 'zod';
import { listedDeviceSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const listedDevices = defineRoute({
  method: 'GET', path: '/api/w/:workspace/devices', summary: 'Whose each device is from which day on, as the company\'s own list says',
  params: workspaceParams, query: z.object({ device: z.string().optional(), account: z.string().optional() }), answer: z.array(listedDeviceSchema),
  handle: async (asked) => (await workspaceOf(asked)).devices.list(asked.query),
});
