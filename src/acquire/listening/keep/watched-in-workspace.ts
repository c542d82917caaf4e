import { z } from 'zod';
import { workspaceSettingsSchema, type ListenedName, type Watched, type WorkspaceSettings } from '../../../model/index.ts';
import { newestRows, type Facts } from '../../../store/index.ts';

const accountsStatement = {
  name: 'accounts_to_listen_for',
  text: `SELECT record_id, name, domain FROM ${newestRows('account', 'analyse', 'record_id, name, domain')}`,
  parameters: z.object({}),
  row: z.object({ record_id: z.string(), name: z.string().nullable(), domain: z.string().nullable() }),
} as const;

/** Whom a workspace listens for: its accounts as they are now, its rivals and its own brands, the company's name among them. */
export async function watchedInWorkspace(facts: Facts, settings: WorkspaceSettings): Promise<Watched[]> {
  const accounts = (await facts.query(accountsStatement, {})).map(({ record_id: id, name, domain }): Watched =>
    ({ kind: 'account', id, names: [name ?? id], domains: domain === null ? [] : [domain], handles: [], context: [] }));
  const { own, rivals } = settings.listening;
  return [...brandsOf(settings, own), ...rivals.map((one) => watchedName('rival', one)), ...accounts];
}

function brandsOf({ company }: WorkspaceSettings, own: readonly ListenedName[]): Watched[] {
  const isNamed = company !== workspaceSettingsSchema.parse({}).company && !own.some(({ name }) => name === company);
  return [...own.map((one) => watchedName('own', one)), ...(isNamed ? [{ kind: 'own' as const, id: company, names: [company], domains: [], handles: [], context: [] }] : [])];
}

const watchedName = (kind: 'own' | 'rival', { name, otherNames, domains, handles, context }: ListenedName): Watched =>
  ({ kind, id: name, names: [name, ...otherNames], domains, handles, context });
