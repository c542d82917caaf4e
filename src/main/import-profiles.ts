import { profileSourceSettings, readProfiles, recordsOfProfiles, takeConsents } from '../acquire/index.ts';
import { Failure, nameOfPrincipal, type LiveSources, type Principal, type ProfileFormat, type ProfileImport } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';

export interface ImportProfiles {
  readonly store: WorkspaceStore;
  readonly live: LiveSources;
  readonly now: () => number;
}

export interface ProfilesGiven {
  readonly source: string;
  readonly format: ProfileFormat;
  readonly text: string;
}

const refusalsShown = 20;

/** Takes profiles of another system as contacts and accounts of a source, what they say of consent before their records. */
export async function importProfiles({ store, live, now }: ImportProfiles, { source, format, text }: ProfilesGiven, by: Principal): Promise<ProfileImport> {
  const lines = readProfiles(text, format);
  const profiles = lines.flatMap((line) => (line.kind === 'read' ? [line.profile] : []));
  const refused = lines.flatMap((line) => (line.kind === 'refused' ? [{ line: line.line, why: line.why }] : []));
  const told = { source, profiles: profiles.length, refused: refused.length, firstRefused: refused.slice(0, refusalsShown) };
  if (profiles.length === 0) return { ...told, consents: 0, consentsPassedOver: 0, run: null };
  await prepareSource(store, live, source, by);
  const { taken, passedOver } = await takeConsents(store, source, profiles, nameOfPrincipal(by), now());
  const { sourceState: _, ...run } = await live.load({ format: 'singer', source, input: bytesOf(recordsOfProfiles(profiles)) }, by);
  return { ...told, consents: taken, consentsPassedOver: passedOver, run };
}

/** A source that others feed has a mapping of its own: profiles would be misread under it. */
async function prepareSource({ state }: WorkspaceStore, live: LiveSources, source: string, by: Principal): Promise<void> {
  const held = await state.selectFrom('live_sources').select('settings').where('name', '=', source).executeTakeFirst();
  if (!held) await live.create({ name: source, kind: 'singer', settings: { ...profileSourceSettings } }, by);
  else if (held.settings['as.people'] !== 'contact') throw new Failure('conflict', `"${source}" is a source of something else.`, 'Give another name: --source NAME.');
}

async function* bytesOf(messages: Iterable<object>): AsyncIterable<Uint8Array> {
  for (const message of messages) yield Buffer.from(`${JSON.stringify(message)}\n`);
}
