import { randomStream } from '../../src/learn/index.ts';
import type { Course } from './real-courses.ts';

/** In this step, deals of this product wait longer and are lost more. */
export interface PlantedLeak {
  readonly step: string;
  readonly product: string;
  readonly waitFactor: number;
  readonly extraLoss: number;
}

/** A course as it goes in one copy. */
export interface Lived {
  readonly stays: ReadonlyArray<{ readonly name: string; readonly at: number; readonly until: number }>;
  readonly endsAt: number;
  readonly isWon: boolean;
}

export interface Fate {
  readonly seed: number;
  readonly chance: number;
  readonly product: string;
  readonly leak: PlantedLeak | null;
  /** Between the last work and the end, drawn from real waits. */
  readonly waits: readonly number[];
}

/** Lives a course: its real waits, longer where it leaks; lost where the leak takes it, else by its known chance. */
export function live(course: Course, fate: Fate): Lived {
  const random = randomStream('plasmode life', fate.seed, course.id);
  const closing = fate.waits[Math.floor(random() * fate.waits.length)] as number;
  const isWanted = random() < fate.chance;
  const stays: Array<Lived['stays'][number]> = [];
  let at = (course.steps[0] as Course['steps'][number]).at;
  for (const [index, step] of course.steps.entries()) {
    const next = course.steps[index + 1]?.at ?? course.lastAt + closing;
    const leaks = fate.leak !== null && step.name === fate.leak.step && fate.product === fate.leak.product;
    const until = at + (next - step.at) * (leaks ? (fate.leak as PlantedLeak).waitFactor : 1);
    stays.push({ name: step.name, at, until });
    if (leaks && random() < (fate.leak as PlantedLeak).extraLoss) return { stays, endsAt: until, isWon: false };
    at = until;
  }
  return { stays, endsAt: at, isWon: isWanted };
}
