import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { kindNames } from '../model/index.ts';
import { Store } from './store.ts';
import { withEngines } from './engines/testing.ts';
import { erasedFacts } from './facts/erase.ts';
import { scouredSystemTables, scouredTables } from './state/erase-state.ts';
import { incomingTable, versionsTable } from './facts/kind-tables.ts';

const engines = withEngines();

/** Tables that name nobody outside the house. One that is new and stands in no list is a place that a recall would miss. */
const nobody = {
  facts: ['assignments', 'batches', 'decisions', 'holding_reasons', 'migrations', 'outcomes', 'predictions', 'quarter_forecasts', 'source_closures'],
  workspace: ['action_states', 'calls', 'company_edges', 'company_folds', 'company_members', 'company_parents', 'contact_rules', 'followed_feeds', 'handled_alerts', 'hook_mappings', 'hook_sources', 'identity_fold', 'identity_limits', 'kept_out', 'listed_devices', 'listening_salts', 'live_cursors', 'live_mappings', 'live_sources', 'mappings', 'migrations', 'recall_key', 'source_costs', 'source_terms', 'touch_rules', 'visitor_joins', 'watched_contents', 'watched_files', 'watched_folders', 'webhook_attempts', 'webhook_deliveries', 'webhook_endpoints', 'webhook_messages'],
  system: ['api_keys', 'configuration', 'digest_readers', 'event_sources', 'mail_settings', 'migrations', 'sessions', 'sign_in_links', 'subscriptions', 'users', 'workspaces'],
};

test('every table there is either is cleaned when a person is forgotten, or names nobody', async () => {
  const store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  const { facts } = await store.createWorkspace('tables', false);
  const factTables = await facts.query({ name: 'tables', text: "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'", parameters: z.object({}), row: z.object({ name: z.string() }) }, {});
  const kinds = kindNames.flatMap((kind) => [versionsTable(kind), incomingTable(kind)]);
  expect(factTables.map(({ name }) => name).sort()).toEqual([...kinds, ...erasedFacts, ...nobody.facts].sort());
  const stateTables = async (name: string): Promise<string[]> =>
    (await engines().postgres(name).query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")).rows.map((row) => row.name).sort();
  expect(await stateTables('tables')).toEqual([...scouredTables, ...nobody.workspace].sort());
  expect(await stateTables('system')).toEqual([...scouredSystemTables, ...nobody.system].sort());
  await store.jobs.stop();
});
