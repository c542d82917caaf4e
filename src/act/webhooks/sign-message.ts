import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** A secret of 256 bits of chance, written as Standard Webhooks writes them (section "Signature scheme"). */
export const newWebhookSecret = (randomBytes: (size: number) => Uint8Array): string => `${prefix}${Buffer.from(randomBytes(32)).toString('base64')}`;

/**
 * Headers of a signed message after Standard Webhooks 1.0 (standardwebhooks.com, "Webhook headers"): HMAC-SHA256 over
 * `id.timestamp.body` with the secret's bytes. `at` is epoch ms of this attempt: receivers refuse old timestamps, so every
 * attempt is signed anew, under the same id.
 */
export function signedHeaders(secret: string, message: { readonly id: string; readonly body: string }, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64')).update(`${message.id}.${timestamp}.${message.body}`).digest('base64');
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
