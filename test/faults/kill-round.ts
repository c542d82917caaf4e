import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '../../src/model/index.ts';
import { besideServer } from '../product/beside-server.ts';
import { askHindcast, exitOf, spawnHindcast } from '../product/command.ts';
import { chanceAt } from '../product/crm-export.ts';
import { processesLeftOn, processesOn, type Role, type SeenProcess } from '../product/processes.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';

/** Which process a round kills; `all` kills every one of them in the same instant. */
export type Victim = Extract<Role, 'api' | 'worker' | 'facts engine' | 'state engine'> | 'all';
export const victims: readonly Victim[] = ['api', 'worker', 'facts engine', 'state engine', 'all'];

export interface KillPlan {
  /** A folder with opportunities.csv (imported first, and acknowledged) and activities.csv (under way when the kill comes). */
  readonly files: { readonly deals: string; readonly activities: string };
  readonly deals: number;
  readonly activities: number;
  readonly victim: Victim;
  /** Together with the round it decides the moment of the kill. */
  readonly seed: number;
  readonly round: number;
  readonly killWithinMs: number;
}

/** What a round found. All counts are rows of the views that people read. */
export interface KillResult {
  readonly victim: Victim;
  readonly killedAfterMs: number;
  /** Roles of the processes that were killed, one entry each. */
  readonly killed: readonly Role[];
  readonly underWayWhenKilled: boolean;
  readonly acknowledgedDeals: number;
  readonly acknowledgedActivities: boolean;
  /** Right after the restart, before the interrupted import was given again. */
  readonly dealsAfter: number;
  readonly activitiesAfter: number;
  /** After the same file was imported once more. */
  readonly activitiesInTheEnd: number;
  readonly distinctInTheEnd: number;
  readonly restartedInMs: number;
  readonly orphans: readonly string[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One round: a server, one acknowledged import, a second import under way, kill -9 at a random moment, a restart
 * without hand work, and then the counts.
 */
export async function killRound(plan: KillPlan): Promise<KillResult> {
  const dataFolder = join(mkdtempSync(join(tmpdir(), 'hindcast-kill-')), 'data');
  try {
    return await playRound(plan, dataFolder);
  } finally {
    for (const left of processesOn(dataFolder)) endProcess(left);
    rmSync(join(dataFolder, '..'), { recursive: true, force: true });
  }
}

async function playRound(plan: KillPlan, dataFolder: string): Promise<KillResult> {
  const options = { dataFolder };
  const first = await startHindcast({ dataFolder, demo: 'none' });
  await askHindcast(['import', plan.files.deals, '--as', 'deal', '--workspace', 'main'], options);
  const dealsBefore = await countOf('deals', dataFolder);

  const importing = spawnHindcast(['import', plan.files.activities, '--as', 'activity', '--workspace', 'main', '--json'], options);
  const ended = exitOf(importing);
  const killedAfterMs = Math.round(chanceAt(plan.seed, plan.round) * plan.killWithinMs);
  await pause(killedAfterMs);
  const underWayWhenKilled = importing.exitCode === null;
  const killed = killVictims(plan.victim, dataFolder, first);
  // A killed part may come back by itself and the import then ends well: that is an acknowledgement too.
  const importExit = await Promise.race([ended, pause(60_000).then(() => null)]);
  importing.kill('SIGKILL');
  await exitOf(importing);

  const ownerDead = plan.victim === 'api' || plan.victim === 'all';
  const orphans = ownerDead ? (await processesLeftOn(dataFolder, 10_000)).map(wording) : [];
  if (!ownerDead) await first.stop();
  const restartMs = performance.now();
  const second = await startHindcast({ dataFolder, demo: 'none' });
  const restartedInMs = performance.now() - restartMs;
  const counted = await besideServer(dataFolder, async (application) => {
    await settled(application);
    const [dealsAfter, activitiesAfter] = [await rowsOf(application, 'deals'), await rowsOf(application, 'activities')];
    await askHindcast(['import', plan.files.activities, '--as', 'activity', '--workspace', 'main'], options);
    return { dealsAfter, activitiesAfter, activitiesInTheEnd: await rowsOf(application, 'activities'), distinctInTheEnd: await rowsOf(application, 'activities', 'count(DISTINCT record_id)') };
  });
  await second.stop();
  const leftOver = (await processesLeftOn(dataFolder, 10_000)).map(wording);
  return {
    victim: plan.victim, killedAfterMs, killed, underWayWhenKilled, acknowledgedDeals: dealsBefore, acknowledgedActivities: importExit === 0,
    ...counted, restartedInMs, orphans: [...orphans, ...leftOver],
  };
}

export function killVictims(victim: Victim, dataFolder: string, server: RunningHindcast): Role[] {
  const seen = processesOn(dataFolder);
  const chosen = victim === 'all' ? seen : seen.filter((one) => (victim === 'api' ? one.pid === server.process.pid : one.role === victim && isRootOfRole(one, seen)));
  for (const one of chosen) endProcess(one);
  return chosen.map((one) => one.role);
}

// Postgres forks a process per connection: its first one is the engine.
const isRootOfRole = (one: SeenProcess, seen: readonly SeenProcess[]): boolean => !seen.some((other) => other.pid === one.parent && other.role === one.role);

export function endProcess(one: SeenProcess): void {
  try {
    process.kill(one.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const wording = (one: SeenProcess): string => `${one.role} ${one.pid}: ${one.command.slice(0, 120)}`;

type View = 'deals' | 'activities';

/** Rows that count, as people's SQL sees them. */
export const countOf = (view: View, dataFolder: string): Promise<number> => besideServer(dataFolder, (application) => rowsOf(application, view));

async function rowsOf(application: Application, view: View, what = 'count()'): Promise<number> {
  const answer = await (await application.workspace('main')).sql(`SELECT ${what} AS n FROM ${view}`);
  return Number(answer.rows[0]?.[0]);
}

/** Waits until no job is queued or running: an interrupted import resumes by itself. */
async function settled(application: Application): Promise<void> {
  const untilMs = performance.now() + 90_000;
  while (performance.now() < untilMs) {
    if (!(await application.jobs()).some((job) => job.state === 'queued' || job.state === 'running')) return;
    await pause(100);
  }
  throw new Error('jobs were still under way 90 s after the restart');
}

/** What is wrong with a round, in words; empty when nothing acknowledged was lost, nothing doubled and nobody left behind. */
export function faultsOf(result: KillResult, plan: Pick<KillPlan, 'deals' | 'activities'>): string[] {
  const faults: string[] = [];
  const meant = result.victim === 'all' ? victims.filter((victim) => victim !== 'all') : [result.victim];
  const missed = meant.filter((role) => !result.killed.some((killed) => killed === role));
  if (missed.length > 0) faults.push(`not found to kill: ${missed.join(', ')}`);
  if (result.acknowledgedDeals !== plan.deals) faults.push(`${result.acknowledgedDeals} of ${plan.deals} deals were there before the kill`);
  if (result.dealsAfter !== result.acknowledgedDeals) faults.push(`${result.acknowledgedDeals} acknowledged deals became ${result.dealsAfter}`);
  if (result.acknowledgedActivities && result.activitiesAfter !== plan.activities) faults.push(`${plan.activities} acknowledged activities became ${result.activitiesAfter}`);
  if (result.activitiesAfter !== 0 && result.activitiesAfter !== plan.activities) faults.push(`a killed import shows ${result.activitiesAfter} of ${plan.activities} rows`);
  if (result.activitiesInTheEnd !== plan.activities) faults.push(`after importing again there are ${result.activitiesInTheEnd} of ${plan.activities} activities`);
  if (result.distinctInTheEnd !== result.activitiesInTheEnd) faults.push(`${result.activitiesInTheEnd - result.distinctInTheEnd} activities are doubled`);
  return [...faults, ...result.orphans.map((orphan) => `left behind: ${orphan}`)];
}
