import { z } from 'zod';
import { profileFileSchema, profileFormatSchema, profileWishSchema } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';
import { objectParams, workspaceOf } from './parameters.ts';

const query = z.object({ format: profileFormatSchema.default('ceddl'), for: z.string().max(2000).optional() });

export const personProfile = defineRoute({
  method: 'GET', path: '/api/w/:workspace/people/:id/profile', summary: 'A person\'s profile in a format of exchange, cut for the access categories in "for", which needs a grant of share; the read is written to the access log that the person sees',
  params: objectParams, query, answer: profileFileSchema,
  handle: async (asked) => {
    const { format, for: readers } = asked.query;
    const wish = profileWishSchema.parse({ format, ...(readers === undefined ? {} : { readers: readers.split(',').filter((name) => name !== '') }) });
    return (await workspaceOf(asked)).people.exportProfile(asked.params.id, wish, asked.by);
  },
});
