import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import type { HookRequest } from '../../../../model/index.ts';
import { signatureSchemes, type NamedScheme, type SignatureScheme } from './schemes.ts';
import { verifySignature } from './verify-signature.ts';
import { schemeOf, webhookSettingsSchema } from './webhook-settings.ts';

const now = Date.UTC(2026, 10, 28, 9, 0, 0);
const seconds = String(now / 1000);
const url = 'https://hindcast.example/v1/hooks/main/T';
const signedBy = (scheme: SignatureScheme, keys: readonly string[], request: Partial<HookRequest>, at = now) =>
  verifySignature({ method: 'POST', url, headers: {}, body: Buffer.alloc(0), ...request }, { scheme, keys, toleranceSeconds: 300, now: at });

test('the example of Standard Webhooks is verified', () => {
  // Specification, "Signature scheme", and the reference libraries' test vector.
  const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
  const signed = (body: string, at: number) => signedBy(signatureSchemes.standard, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], { headers, body: Buffer.from(body) }, at);
  expect(signed('{"test": 2432232314}', 1_614_265_330_000)).toEqual({ kind: 'signed', timestamp: '1614265330', id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' });
  expect(signed('{"test": 2432232315}', 1_614_265_330_000).kind).toBe('not_signed');
  expect(signed('{"test": 2432232314}', 1_614_265_330_000 + 301_000)).toMatchObject({ why: 'it was signed more than 300 seconds from now' });
});

test('what the reference library signs is verified, with two keys while one is changed', () => {
  const [old, fresh] = [`whsec_${randomBytes(32).toString('base64')}`, `whsec_${randomBytes(32).toString('base64')}`];
  const body = '{"type":"ticket.created"}';
  const signatures = [old, fresh].map((key) => new Webhook(key).sign('msg_1', new Date(now), body)).join(' ');
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1a,asymmetric ${signatures}` };
  expect(signedBy(signatureSchemes.standard, [fresh], { headers, body: Buffer.from(body) }).kind).toBe('signed');
  expect(signedBy(signatureSchemes.standard, ['whsec_AAAA', old], { headers, body: Buffer.from(body) }).kind).toBe('signed');
});

test('the example of GitHub is verified', () => {
  // docs.github.com, "Validating webhook deliveries", "Testing the webhook payload validation".
  const headers = { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' };
  expect(signedBy(signatureSchemes.github, ["It's a Secret to Everybody"], { headers, body: Buffer.from('Hello, World!') }).kind).toBe('signed');
});

test('the example of Slack is verified', () => {
  // docs.slack.dev, "Verifying requests from Slack", with its signing secret.
  const body = 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const headers = { 'x-slack-request-timestamp': '1531420618', 'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503' };
  expect(signedBy(signatureSchemes.slack, ['8f742231b10e8888abcd99yyyzzz85a5'], { headers, body: Buffer.from(body) }, 1_531_420_618_000).kind).toBe('signed');
});

/** How each sender's documentation says to sign, written out once more by hand. */
const signers: Readonly<Record<NamedScheme, (key: string, body: Buffer) => Record<string, string>>> = {
  standard: (key, body) => ({ 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac(Buffer.from(key, 'base64'), `msg_1.${seconds}.`, body).toString('base64')}` }),
  stripe: (key, body) => ({ 'stripe-signature': `t=${seconds},v1=${mac(key, `${seconds}.`, body).toString('hex')},v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39` }),
  github: (key, body) => ({ 'x-hub-signature-256': `sha256=${mac(key, '', body).toString('hex')}` }),
  zendesk: (key, body) => ({ 'x-zendesk-webhook-signature-timestamp': '2026-11-28T09:00:00Z', 'x-zendesk-webhook-signature': mac(key, '2026-11-28T09:00:00Z', body).toString('base64') }),
  'hubspot-v3': (key, body) => ({ 'x-hubspot-request-timestamp': String(now), 'x-hubspot-signature-v3': createHmac('sha256', key).update(`POST${url}`).update(body).update(String(now)).digest('base64') }),
  slack: (key, body) => ({ 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${mac(key, `v0:${seconds}:`, body).toString('hex')}` }),
  zoom: (key, body) => ({ 'x-zm-request-timestamp': seconds, 'x-zm-signature': `v0=${mac(key, `v0:${seconds}:`, body).toString('hex')}` }),
};
const mac = (key: string | Buffer, before: string, body: Buffer): Buffer => createHmac('sha256', key).update(before).update(body).digest();
const names = Object.keys(signers) as NamedScheme[];

test('whatever bytes are signed are taken, and no change of one byte, of the key, of a header or of the time is', () => {
  const key = randomBytes(32).toString('base64');
  fc.assert(fc.property(fc.constantFrom(...names), fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, bytes, at, by) => {
    const [scheme, body] = [signatureSchemes[name], Buffer.from(bytes)];
    const headers = signers[name](key, body);
    expect(signedBy(scheme, [key], { headers, body }).kind).toBe('signed');
    const changed = Buffer.from(body);
    changed[at % changed.length] = (changed[at % changed.length] as number) ^ by;
    expect(signedBy(scheme, [key], { headers, body: changed }).kind).toBe('not_signed');
    expect(signedBy(scheme, [`AA${key.slice(2)}x`], { headers, body }).kind).toBe('not_signed');
    if (scheme.timestamp !== null) for (const late of [-301_000, 301_000]) expect(signedBy(scheme, [key], { headers, body }, now + late).kind).toBe('not_signed');
    for (const one of Object.keys(headers)) {
      expect(signedBy(scheme, [key], { headers: { ...headers, [one]: undefined }, body }).kind).toBe('not_signed');
      const text = headers[one] as string;
      const other = text.slice(0, -1) + (text.endsWith('1') ? '2' : '1');
      // The last letters of base64 and what follows Stripe's v1 say nothing of the bytes.
      if (!text.endsWith('=') && one !== 'stripe-signature') expect([one, signedBy(scheme, [key], { headers: { ...headers, [one]: other }, body }).kind]).toEqual([one, 'not_signed']);
    }
  }), { numRuns: 300 });
});

test('no header, however it looks, is an error', () => {
  fc.assert(fc.property(fc.constantFrom(...names), fc.string(), fc.string(), fc.string(), (name, signature, time, id) => {
    const scheme: SignatureScheme = signatureSchemes[name];
    const headers = { [scheme.header]: signature, ...(scheme.timestamp ? { [scheme.timestamp.header]: time } : {}), ...(scheme.idHeader ? { [scheme.idHeader]: id } : {}) };
    expect(signedBy(scheme, ['key'], { headers }).kind).toBe('not_signed');
  }), { numRuns: 500 });
});

test('a sender with a way of its own is described by settings', () => {
  const settings = webhookSettingsSchema.parse({ signature: 'hmac', header: 'X-Sig', algorithm: 'sha512', encoding: 'base64', prefix: 'sig=', signed: '{timestamp}|{body}', timestampHeader: 'X-Time', timestampUnit: 'milliseconds' });
  const scheme = schemeOf(settings) as SignatureScheme;
  const headers = { 'x-time': String(now), 'x-sig': `sig=${createHmac('sha512', 'k').update(`${now}|body`).digest('base64')}` };
  expect(signedBy(scheme, ['k'], { headers, body: Buffer.from('body') }).kind).toBe('signed');
  expect(signedBy(scheme, ['k'], { headers, body: Buffer.from('bodY') }).kind).toBe('not_signed');
  for (const wrong of [{ signature: 'hmac', header: 'x', signed: '{timestamp}{body}' }, { signature: 'hmac', header: 'x', signed: 'nothing' }, { signature: 'token' }, { signature: 'md5' }]) expect(webhookSettingsSchema.safeParse(wrong).success).toBe(false);
});
