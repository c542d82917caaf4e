import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { attemptLimit } from '../access/index.ts';
import { Failure, pageKindSchema } from '../model/index.ts';
import { pageRoutes } from './page-routes.ts';
import type { PageAnswer, PageRoute, PagesOptions } from './page-route.ts';
import { pageShell, type Page } from './page-shell.ts';
import { pageStyle, styleAddress } from './page-style.ts';
import { fault, noSuchLink, notFromHere, tooOften } from './plain-pages.ts';
import { comesFromOurPage } from './same-origin.ts';

const longestForm = 16_384;
const says = 'This was opened very often just now.';

/** No script at all, nothing from elsewhere, forms to ourselves only. */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cache-control': 'no-store',
};

/**
 * Serves the pages of people outside, apart from the app: their own policy, no session, no cookie, and limits per
 * address and per link. A link that is wrong, old or taken back gets one and the same page.
 */
export async function servePages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  await app.register(async (pages) => {
    pages.addHook('onRequest', async (_request, reply) => { void reply.headers(headers); });
    pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: longestForm }, (_request, body, done) => done(null, new URLSearchParams(String(body))));
    pages.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, options));
    pages.get(styleAddress, (_request, reply) => reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(pageStyle));
    const limits = limitsOf(options);
    for (const route of pageRoutes) serve(pages, route, options, limits);
    for (const kind of pageKindSchema.options) {
      for (const url of [`/${kind}`, `/${kind}/*`]) pages.get(url, async (request, reply) => { limits.guess(request.ip); return sendPage(reply, noSuchLink, 404); });
    }
  });
}

interface Limits {
  readonly address: (address: string) => void;
  readonly link: (secret: string) => void;
  readonly guess: (address: string) => void;
}

/** A guesser gets ten tries a minute at 256 bits of chance; many people behind one address still get through. */
const limitsOf = ({ now }: PagesOptions): Limits => ({
  address: attemptLimit(now, { most: 240, says }),
  link: attemptLimit(now, { most: 30, says }),
  guess: attemptLimit(now, { most: 10, says }),
});

function serve(pages: FastifyInstance, route: PageRoute, options: PagesOptions, limits: Limits): void {
  pages.route<{ Params: { secret: string } }>({
    method: route.method, url: `/${route.kind}/:secret${route.path}`,
    handler: async (request, reply) => {
      const { secret } = request.params;
      limits.address(request.ip);
      if (route.method === 'POST' && !comesFromOurPage(request, options.publicUrl)) return sendPage(reply, notFromHere, 403);
      limits.link(`${route.kind} ${secret}`);
      const token = await options.application.pageTokens.open(route.kind, secret);
      if (!token) {
        limits.guess(request.ip);
        return sendPage(reply, noSuchLink, 404);
      }
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const query = new URLSearchParams(request.url.split('?')[1] ?? '');
      const answer = await route.answer({ options, token, address: `/${route.kind}/${secret}`, query, form, gpc: request.headers['sec-gpc'] === '1' });
      return sendAnswer(reply, answer);
    },
  });
}

function sendAnswer(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  if ('goTo' in answer) return reply.redirect(answer.goTo, 303);
  if ('page' in answer) return sendPage(reply, answer.page, answer.status ?? 200);
  return reply.type(answer.type).header('content-disposition', `attachment; filename="${answer.file}"`).send(answer.text);
}

const sendPage = (reply: FastifyReply, page: Page, status: number): FastifyReply => reply.code(status).type('text/html; charset=utf-8').send(pageShell(page));

/** What a link leads to may be gone; that looks like a link that does not work. */
function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply, options: PagesOptions): FastifyReply {
  if (error instanceof Failure && error.code === 'rate_limited') return sendPage(reply, tooOften, 429);
  if (error instanceof Failure && error.code === 'not_found') return sendPage(reply, noSuchLink, 404);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return sendPage(reply, notFromHere, status);
  options.log(`fault ${request.id} in ${request.method} ${request.routeOptions.url ?? ''}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  return sendPage(reply, fault(request.id), 500);
}
