import { z } from 'zod';
import { Failure } from '../../model/index.ts';
import { defineRoute } from '../define-route.ts';

const healthSchema = z.object({ ok: z.boolean(), version: z.string(), engines: z.record(z.string(), z.object({ ok: z.boolean(), version: z.string() })) });

/** Needs no session, so it says nothing about where the engines are. */
export const health = defineRoute({
  method: 'GET', path: '/health', summary: 'Whether the server and its engines answer', answer: healthSchema,
  handle: async ({ application }) => {
    const found = await application.health();
    const silent = Object.entries(found.engines).filter(([, engine]) => !engine.ok).map(([name]) => name);
    if (!found.ok) throw new Failure('storage_unavailable', `No answer from: ${silent.join(', ')}.`, 'Wait a moment; if it stays, run hindcast doctor.');
    return found;
  },
});
