/**
 * Draws the pictures of docs/learn from the library itself.
 * Usage: node scripts/draw-learn.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawn, type Picture } from './pictures/frame.ts';
import { picture as attribution } from './pictures/attribution.ts';
import { picture as calibrationAndIntervals } from './pictures/calibration-and-intervals.ts';
import { picture as changes } from './pictures/changes.ts';
import { picture as effects } from './pictures/effects.ts';
import { picture as forecasting } from './pictures/forecasting.ts';
import { picture as judgement } from './pictures/judgement.ts';
import { picture as linearAndPooled } from './pictures/linear-and-pooled.ts';
import { picture as linkage } from './pictures/linkage.ts';
import { picture as lines } from './pictures/lines.ts';
import { picture as mediaMix } from './pictures/media-mix.ts';
import { picture as optimisation } from './pictures/optimisation.ts';
import { picture as policies } from './pictures/policies.ts';
import { picture as repeatBuying } from './pictures/repeat-buying.ts';
import { picture as surveys } from './pictures/surveys.ts';
import { picture as timeToEvent } from './pictures/time-to-event.ts';
import { picture as trees } from './pictures/trees.ts';

export const learnDocs = fileURLToPath(new URL('../docs/learn', import.meta.url));
export const pictures: readonly Picture[] = [trees, linearAndPooled, judgement, calibrationAndIntervals, timeToEvent, repeatBuying, effects, policies, changes, lines, attribution, forecasting, optimisation, surveys, mediaMix, linkage];
export const pathOf = ({ name }: Picture): string => join(learnDocs, 'pictures', `${name}.svg`);

function main(): void {
  mkdirSync(join(learnDocs, 'pictures'), { recursive: true });
  for (const picture of pictures) writeFileSync(pathOf(picture), drawn(picture));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
