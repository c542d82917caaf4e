import path from 'node:path';
import { changeLiveSource, createLiveSource, describeKinds, findLiveSource, lastRuns, liveSourceOf, mailboxWords, openDoor, performRun, previewSource, readCursors, readHealth, refuseOutOfApp, removeLiveSource, requestRun, sayMailbox, setSecrets, wholeSource, type PerformRun } from '../../acquire/index.ts';
import { Failure, nameOfPrincipal, type ChangedLiveSource, type CreatedLiveSource, type LiveKind, type LiveSource, type LiveSourceChange, type LiveSourceInput, type LiveSourceKind, type LiveSources, type MailboxWord, type MailboxWordInput, type Principal, type SourcePreview, type SourceLoad, type SourceRun, type SourceRunOptions } from '../../model/index.ts';
import type { AddressRules } from '../../net/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import type { House } from '../house.ts';
import { isAlive, workerName } from '../worker-names.ts';
import { WorkspaceState } from '../workspace-state.ts';
import { hookPath } from './house-hooks.ts';
import { importLiveBatch } from './import-batch.ts';
import { sourceKey } from './source-key.ts';

/** What a run needs of the house. */
export type LiveParts = Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'> & { readonly analyst: Pick<House['analyst'], 'forget'> };

export interface HouseLiveSourcesOptions {
  readonly house: LiveParts;
  readonly store: WorkspaceStore;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** The live sources of one workspace. */
export class HouseLiveSources implements LiveSources {
  readonly #o: HouseLiveSourcesOptions;

  constructor(options: HouseLiveSourcesOptions) {
    this.#o = options;
  }

  #key = (): Promise<Buffer> => sourceKey(this.#o.house.configuration.dataFolder);

  async create(input: LiveSourceInput, by: Principal): Promise<CreatedLiveSource> {
    const { state, name: workspace } = this.#o.store;
    const key = await this.#key();
    const rules = await rulesOf(this.#o.house, this.#o.store);
    const { row, token } = await state.transaction().execute(async (transaction) => {
      const made = await createLiveSource(transaction, input, { key, now: this.#o.house.now(), by: nameOfPrincipal(by), rules });
      return { row: made, token: made.kind === 'webhook' ? await openDoor(transaction, made.name) : null };
    });
    await this.#o.audit(by, 'live source created', row.name);
    return { ...liveSourceOf(row, key), address: token === null ? null : hookPath(workspace, token) };
  }

  async setSecrets(name: string, secrets: Readonly<Record<string, string>>, by: Principal): Promise<LiveSource> {
    const key = await this.#key();
    const row = await setSecrets(this.#o.store.state, name, secrets, { key, rules: await rulesOf(this.#o.house, this.#o.store) });
    await this.#o.audit(by, 'secrets of a live source set', name);
    return liveSourceOf(row, key);
  }

  async change(name: string, change: LiveSourceChange, by: Principal, fromApp = false): Promise<ChangedLiveSource> {
    const key = await this.#key();
    const { row, beginsAnew } = await changeLiveSource(this.#o.store.state, name, change, { key, now: this.#o.house.now(), rules: await rulesOf(this.#o.house, this.#o.store), isAlive, fromApp });
    await this.#o.audit(by, beginsAnew ? 'live source changed, to be read from its beginning' : 'live source changed', name);
    return { ...liveSourceOf(row, key), beginsAnew };
  }

  async changeInApp(name: string, change: LiveSourceChange, by: Principal): Promise<ChangedLiveSource> {
    const { kind, settings } = await findLiveSource(this.#o.store.state, name);
    // How often it is read may be said of every kind.
    const touches = Object.keys(change.settings ?? {}).length + Object.keys(change.secrets ?? {}).length > 0;
    if (touches) refuseOutOfApp({ name, kind: kind as LiveSourceKind, settings: Object.fromEntries(Object.entries({ ...settings, ...change.settings }).filter((one): one is [string, string] => one[1] !== null)) }, this.#o.house.configuration.allowHosts);
    return this.change(name, change, by, true);
  }

  async remove(name: string, by: Principal): Promise<void> {
    await removeLiveSource(this.#o.store.state, name);
    await this.#o.audit(by, 'live source removed', name);
  }

  health = async () => readHealth(this.#o.store, { key: await this.#key(), now: this.#o.house.now(), isAlive });

  async run(name: string, options: SourceRunOptions, by: Principal): Promise<SourceRun> {
    await this.#o.audit(by, options.full ? 'live source read from its beginning' : 'live source read', name);
    return runLiveSource(this.#o.house, this.#o.store, name, options);
  }

  async load({ format, source, input, ...options }: SourceLoad, by: Principal): Promise<SourceRun & { sourceState: unknown }> {
    const { state } = this.#o.store;
    const held = await state.selectFrom('live_sources').select('kind').where('name', '=', source).executeTakeFirst();
    if (held && held.kind !== format) throw new Failure('conflict', `"${source}" is a source of kind ${held.kind}, not ${format}.`, 'Give another name: --source NAME.');
    if (!held) await this.create({ name: source, kind: format }, by);
    await this.#o.audit(by, 'live source loaded', source);
    const run = await runLiveSource(this.#o.house, this.#o.store, source, { ...options, input });
    const cursors = await readCursors(state, source);
    return { ...run, sourceState: stateOf(cursors) };
  }

  async preview(name: string, { signal }: Pick<SourceRunOptions, 'signal'>, by: Principal): Promise<SourcePreview> {
    await this.#o.audit(by, 'live source previewed', name);
    return previewSource(await runParts(this.#o.house, this.#o.store, name), name, signal ?? new AbortController().signal);
  }

  async sayMailbox(said: MailboxWordInput, by: Principal): Promise<MailboxWord> {
    const word = await sayMailbox(this.#o.store.state, said, nameOfPrincipal(by), this.#o.house.now());
    await this.#o.audit(by, `consent to the reading of a mail box ${word.statement}`, word.owner);
    return word;
  }

  mailboxes = (): Promise<MailboxWord[]> => mailboxWords(this.#o.store.state);

  async cancel(name: string, by: Principal): Promise<void> {
    await findLiveSource(this.#o.store.state, name);
    await this.#o.store.state.updateTable('live_sources').set({ cancel_asked: true }).where('name', '=', name).execute();
    await this.#o.audit(by, 'live source stopped', name);
  }

  async request(name: string, { full = false }: Pick<SourceRunOptions, 'full'>, by: Principal): Promise<void> {
    await requestRun(this.#o.store.state, name, { full, now: this.#o.house.now(), isAlive });
    await this.#o.audit(by, full ? 'live source to be read from its beginning' : 'live source to be read', name);
  }

  async runs(name: string): Promise<SourceRun[]> {
    await findLiveSource(this.#o.store.state, name);
    return lastRuns(this.#o.store.state, name);
  }

  kinds = async (): Promise<LiveKind[]> => describeKinds();

  async createInApp(input: LiveSourceInput, by: Principal): Promise<CreatedLiveSource> {
    refuseOutOfApp(input, this.#o.house.configuration.allowHosts);
    return this.create(input, by);
  }
}

/** Folder of runs under way: spools, and configurations of commands. */
export const runsFolder = ({ configuration }: Pick<House, 'configuration'>): string => path.join(configuration.dataFolder, 'live-sources');

/** Where a source was left, as its own format says it: one state, or one for each stream; null before any. */
function stateOf(cursors: ReadonlyMap<string, unknown>): unknown {
  if (cursors.size === 0) return null;
  return cursors.has(wholeSource) ? cursors.get(wholeSource) : [...cursors.values()];
}

/** What sources of a workspace may call over HTTP. */
async function rulesOf({ configuration, now, newId }: LiveParts, { state }: WorkspaceStore): Promise<AddressRules> {
  const { allowHttp } = await new WorkspaceState(state, now, newId).settings();
  return { allowHosts: configuration.allowHosts, allowHttp };
}

async function runParts(house: LiveParts, store: WorkspaceStore, name: string): Promise<PerformRun> {
  return {
    store, key: await sourceKey(house.configuration.dataFolder), now: house.now, newId: house.newId, chance: Math.random, worker: workerName(process.pid), isAlive,
    folder: runsFolder(house), rules: await rulesOf(house, store),
    importBatch: (batch) => importLiveBatch(house, store, name, batch),
  };
}

/** One run of one source, here and now. */
export async function runLiveSource(house: LiveParts, store: WorkspaceStore, name: string, options: SourceRunOptions & { readonly input?: AsyncIterable<Uint8Array> }): Promise<SourceRun> {
  const run = await performRun(await runParts(house, store, name), name, options);
  if (run.taken > 0) await house.analyst.forget(store.name);
  return run;
}
