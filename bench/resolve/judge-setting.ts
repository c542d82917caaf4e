import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { truthOf, type Setting } from '../../src/market/contacts/index.ts';
import type { BenchContext } from '../bench.ts';
import { writeContacts } from './contact-files.ts';
import { judgeContacts, linkableCompared, type ContactsJudged } from './judge-contacts.ts';
import { runSide } from './run-side.ts';

export interface SettingJudged extends ContactsJudged {
  /** Share of the pairs that an oracle could link which were compared at all. */
  readonly compared: number;
}

/** So many contacts of a setting, linked as shipped; the truth is opened when answers are on disk. */
export async function judgeSetting(context: BenchContext, setting: Setting, count: number, seed: number): Promise<SettingJudged> {
  const name = `${setting.name}-judged-${seed}`;
  const folder = join(context.folder, name);
  mkdirSync(folder, { recursive: true });
  const result = runSide(context, { engine: 'facts', files: await writeContacts(folder, setting, count, seed), later: [], tellsCandidates: true }, name);
  const flat = pairsIn(result.pairsFile);
  const truth = truthOf(setting, count, seed);
  const judged = { ...judgeContacts(Array.from({ length: flat.length / 2 }, (_, at) => ({ a: flat[2 * at] as number, b: flat[2 * at + 1] as number })), truth), compared: linkableCompared(pairsIn(result.candidatesFile), truth) };
  rmSync(folder, { recursive: true });
  return judged;
}

function pairsIn(file: string): Int32Array {
  const bytes = readFileSync(file);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}
