import { Webhook } from 'standardwebhooks';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../model/index.ts';
import { nextAttemptAt, retryAfterMs } from './next-attempt.ts';
import { newWebhookSecret, signedHeaders } from './sign-message.ts';

test('the reference library verifies every body that we sign, and no changed one', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (text, bytes) => {
    const [secret, body] = [newWebhookSecret(() => bytes), JSON.stringify({ text })];
    const headers = signedHeaders(secret, { id: 'msg_1', body }, Date.now());
    expect(new Webhook(secret).verify(body, headers)).toEqual({ text });
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature found');
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow('No matching signature found');
  }));
});

test('the signature of the specification\'s own example comes out', () => {
  const signer = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const body = '{"test": 2432232314}';
  expect(signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body }, 1_614_265_330_000)['webhook-signature']).toBe(signer.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), body));
  expect(signer.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), body)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('waits grow, never pass a day, and keep to what the endpoint asked for', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: DAY_MS }), fc.integer({ min: 0, max: 2 * DAY_MS }), (tries, chance, age, asked) => {
    const at = nextAttemptAt({ tries, chance, begunAt: 0, now: age, retryAfterMs: asked });
    if (at === null) return;
    expect(at).toBeGreaterThanOrEqual(age + asked);
    expect(at).toBeLessThanOrEqual(DAY_MS);
  }));
  const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((tries) => nextAttemptAt({ tries, chance: 0.5, begunAt: 0, now: 0, retryAfterMs: 0 }));
  expect(waits).toEqual([5_000, 20_000, 80_000, 320_000, 1_280_000, 5_120_000, 20_480_000, 21_600_000]);
  let [now, attempts] = [0, 0];
  for (let next: number | null = 0; next !== null; attempts += 1) { now = next; next = nextAttemptAt({ tries: attempts + 1, chance: 0.5, begunAt: 0, now, retryAfterMs: 0 }); }
  expect([attempts, now > 12 * 3_600_000]).toEqual([10, true]);
});

test.each([['120', 120_000], ['Fri, 20 Nov 2026 09:01:00 GMT', 60_000], ['Fri, 20 Nov 2026 08:00:00 GMT', 0], ['soon', 0], [undefined, 0], ['-5', 0]] as const)('Retry-After %s', (text, wait) => {
  expect(retryAfterMs(text, Date.parse('2026-11-20T09:00:00Z'))).toBe(wait);
});
