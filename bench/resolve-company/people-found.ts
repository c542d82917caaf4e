import { systemPrincipal } from '../../src/model/index.ts';
import type { ImportedSystems } from './import-systems.ts';

/** Compares all records of people, as `hindcast resolve run` does, and tells which record is in which person, by key; records that nothing joined are left out. */
export async function peopleFound({ application, workspace, store }: ImportedSystems): Promise<Map<string, string>> {
  const job = await application.waitForJob((await workspace.identity.compare(systemPrincipal)).id, () => undefined);
  if (job.state !== 'done') throw new Error(`the comparison is ${job.state}: ${job.error ?? job.stage}`);
  const members = await store.state.selectFrom('identity_members').select(['record', 'entity']).execute();
  return new Map(members.map(({ record, entity }) => [record, entity]));
}
