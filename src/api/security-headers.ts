import type { FastifyInstance } from 'fastify';
import type { ServerOptions } from './context.ts';

/**
 * Scripts come from our own files only. Inline styles are allowed because Mantine's drawers lock the page behind them
 * with a style element made at run time, and charts set style attributes; a style can neither run code nor, with
 * images, fonts and connections limited to our own address, send anything away.
 */
const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** Sends the strict headers with every answer. Answers of the API are never kept by caches in between. */
export function sendSecurityHeaders(app: FastifyInstance, options: ServerOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    if (options.secureCookies) void reply.header('strict-transport-security', 'max-age=31536000');
    if (request.url.startsWith('/api') || request.url.startsWith('/sign-in')) void reply.header('cache-control', 'no-store');
  });
}
