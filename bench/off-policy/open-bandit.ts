import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { LoggedRounds } from '../../src/learn/index.ts';

/** Public data beside the repository: read where it is present, never shipped. */
const folder = path.resolve(import.meta.dirname, '../../../shared/data/open-bandit-men');
const fileOf = (policy: string): string => path.join(folder, `${policy}_log.csv.gz`);
const policies = ['bts', 'random'] as const;

export const isOpenBanditHere = (): boolean => policies.every((policy) => existsSync(fileOf(policy)));

const items = 34;
const features = [0, 1, 2, 3].map((at) => `user_feature_${at}`);

/** The rounds of one policy's log: items as actions, clicks as rewards, every value of a visitor's feature a column. */
export function openBanditRounds(policy: (typeof policies)[number]): LoggedRounds {
  const rows = parse<Record<string, string>>(gunzipSync(readFileSync(fileOf(policy))), { columns: true });
  const numbers = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[name]));
  const columns = features.flatMap((feature) => [...new Set(rows.map((row) => row[feature]))].sort().map((value) => Float64Array.from(rows, (row) => Number(row[feature] === value))));
  return { actions: items, action: numbers('item_id'), reward: numbers('click'), propensity: numbers('propensity_score'), position: numbers('position').map((place) => place - 1), columns };
}

/** The chances of the random policy: every item alike. */
export const uniformChances = ({ action, actions }: LoggedRounds): Float64Array => new Float64Array(action.length * actions).fill(1 / actions);
