import { z } from 'zod';
import { deviceListAnswerSchema, deviceListSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { workspaceOf, workspaceParams } from './parameters.ts';

export const giveDevices = defineRoute({
  method: 'POST', path: '/api/w/:workspace/devices', summary: 'Replaces what the list says of the devices that are named, and leaves all others',
  params: workspaceParams, body: z.object({ devices: deviceListSchema }), answer: deviceListAnswerSchema,
  handle: async (asked) => (await workspaceOf(asked)).devices.give(asked.body.devices, asked.by),
});
