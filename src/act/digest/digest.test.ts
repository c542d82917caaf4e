import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../model/index.ts';
import { actions, changes, forecast, tooFew } from '../../model/testing.ts';
import { composeDigest, type DigestParts } from './compose-digest.ts';
import { slotBefore } from './digest-slots.ts';

const parts: DigestParts = { company: 'Acme GmbH', every: 'week', changes, forecasts: [forecast], actions, link: 'https://hindcast.example' };

test('the letter says what changed, the forecast with its range and record, and what to do', () => {
  const { subject, text } = composeDigest(parts);
  expect(subject).toBe('Acme GmbH: your week to 2026-11-20');
  expect(text).toContain('Since 13 Nov the pipeline fell €100k.');
  expect(text).toContain('2026Q4 will probably close at €2.8M (8 in 10: €2.4–3.3M)');
  expect(text).toContain('the result was inside the range 9 times');
  expect(text).toContain('Acme GmbH: no dated activity for 41 days. Call the buyer and agree the next date');
  expect(text).toContain('https://hindcast.example');
});

test('a movement of no deal is no news', () => {
  const still = composeDigest({ ...parts, changes: { ...changes, movements: [{ kind: 'won', amount: 0, deals: 0, dealIds: [] }, { kind: 'lost', amount: -150_000, deals: 8, dealIds: ['D-9'] }] } }).text;
  expect(still).toContain('- lost: 8 deals, ');
  expect(still).not.toContain('- won');
});

test('a refusal stays a refusal, what is decided or held out is not asked for, and no link is made up', () => {
  const [action] = actions.actions;
  const quiet = composeDigest({ ...parts, link: null, forecasts: [{ ...forecast, refusal: tooFew }], actions: { ...actions, actions: [{ ...action!, state: 'done' }, { ...action!, heldOut: true }] } });
  expect(quiet.text).toContain('2026Q4: Not enough to forecast.');
  expect(quiet.text).not.toMatch(/€2\.8M|https?:/);
  expect(quiet.html).not.toContain('href');
  expect(quiet.text).toContain('No deal needs anything now.');
});

test('no name can become markup, a line or a header of its own', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('<script>alert(1)</script>', '"><img src=x>', '\r\nBcc: eve@example.com', '\u202Egnp', '&amp;'), (some, odd) => {
    const name = `${some}${odd}`;
    const { subject, text, html } = composeDigest({ ...parts, company: name, actions: { ...actions, actions: actions.actions.map((one) => ({ ...one, account: name, step: name })) } });
    expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(html).not.toMatch(/<script|<img|onerror=(?!&)/);
    expect(text.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
  }));
});

test('letters leave at six in the morning UTC, weekly ones on Mondays', () => {
  const at = (text: string) => Date.parse(text);
  expect(slotBefore('day', at('2026-11-20T05:59:59Z'))).toBe(at('2026-11-19T06:00:00Z'));
  expect(slotBefore('day', at('2026-11-20T06:00:00Z'))).toBe(at('2026-11-20T06:00:00Z'));
  expect(slotBefore('week', at('2026-11-20T12:00:00Z'))).toBe(at('2026-11-16T06:00:00Z'));
  expect(slotBefore('week', at('2026-11-16T05:00:00Z'))).toBe(at('2026-11-09T06:00:00Z'));
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom('day' as const, 'week' as const), (now, every) => {
    const slot = slotBefore(every, now);
    expect([slot <= now, now - slot < (every === 'day' ? DAY_MS : 7 * DAY_MS), slotBefore(every, slot)]).toEqual([true, true, slot]);
  }));
});
