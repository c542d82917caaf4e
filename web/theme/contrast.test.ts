import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrastOf, tokensOf } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const foregrounds = ['ink', 'muted', 'accent', 'won', 'lost', 'caution', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-other'];
const backgrounds = ['background', 'surface', 'sunken'];

test('black on white is 21 to 1, a colour on itself 1 to 1', () => {
  expect(contrastOf('#000000', '#FFFFFF')).toBeCloseTo(21, 6);
  expect(contrastOf('#3452C8', '#3452C8')).toBe(1);
});

for (const scheme of ['light', 'dark'] as const) {
  const tokens = tokensOf(css, scheme);

  test.each(foregrounds.flatMap((front) => backgrounds.map((back) => [front, back] as const)))(`${scheme}: %s is readable on %s`, (front, back) => {
    expect(contrastOf(tokens[front]!, tokens[back]!)).toBeGreaterThanOrEqual(4.5);
  });

  test(`${scheme}: text on a filled button, on a caution panel and on a chosen row is readable`, () => {
    expect(contrastOf(tokens['on-accent']!, tokens['accent']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(tokens['on-accent']!, tokens['accent-strong']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(tokens['caution']!, tokens['caution-soft']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(tokens['ink']!, tokens['caution-soft']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(tokens['accent']!, tokens['accent-soft']!)).toBeGreaterThanOrEqual(4.5);
  });

  test(`${scheme}: edges of controls stand out 3 to 1`, () => {
    expect(contrastOf(tokens['control-border']!, tokens['surface']!)).toBeGreaterThanOrEqual(3);
  });
}
