import type { Route } from '../define-route.ts';
import { WorkWatch } from '../watch-work.ts';

/** A line that keeps proxies from closing a silent stream. */
const breathMs = 20_000;

/** Server-sent events: `job` with a JobAnswer, `import` with an ImportAnswer, whenever one has changed. */
export const events: Route = {
  key: 'GET /api/events',
  summary: 'Progress of long work as server-sent events: `job` and `import`',
  register: (app, { application, log }) => {
    const watch = new WorkWatch(application, log);
    app.addHook('onClose', async () => watch.stop());
    app.get('/api/events', { schema: { summary: events.summary } }, (request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { ...Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)])), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      reply.raw.write('retry: 3000\n\n');
      const stop = watch.listen(({ event, data }) => reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      const breath = setInterval(() => reply.raw.write(': here\n\n'), breathMs);
      request.raw.on('close', () => { clearInterval(breath); stop(); });
    });
  },
};
