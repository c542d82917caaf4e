import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerOptions } from './context.ts';

/** `__Host-` lets no neighbouring name set it, but browsers take it over https only. */
const nameFor = (secure: boolean): string => (secure ? '__Host-hindcast' : 'hindcast');

export const readSession = (request: FastifyRequest, options: ServerOptions): string | undefined => request.cookies[nameFor(options.secureCookies)];

export function writeSession(reply: FastifyReply, options: ServerOptions, secret: string, expiresAt: string): void {
  void reply.setCookie(nameFor(options.secureCookies), secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secureCookies, expires: new Date(expiresAt) });
}

export function clearSession(reply: FastifyReply, options: ServerOptions): void {
  void reply.clearCookie(nameFor(options.secureCookies), { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secureCookies });
}
