import type { Noise } from './bench.ts';

const noises = ['low', 'normal', 'high'] as const;

/** How badly companies write down what happens, from a word on the command line. Throws on any other word. */
export function noiseOf(word: string): Noise {
  const noise = noises.find((one) => one === word);
  if (noise === undefined) throw new Error(`--noise ${word}: one of ${noises.join(', ')} is meant`);
  return noise;
}
