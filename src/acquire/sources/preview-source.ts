import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure, type SourcePreview } from '../../model/index.ts';
import { findLiveSource, readCursors, secretsOf } from './book.ts';
import { settingsOf } from './common-settings.ts';
import { readCorrespondents } from './correspondence/read-correspondents.ts';
import { sourceKind } from './kinds.ts';
import { deliveriesOf } from './webhook/deliveries/stored-deliveries.ts';
import { requireConsent } from './mailboxes/mailbox-consent.ts';
import type { PerformRun } from './perform-run.ts';
import { attentive } from './attentive.ts';
import type { SourceMessage } from './source-kind.ts';

/** Reads what a run would read from where the source was left, and keeps nothing but counts. */
export async function previewSource({ store, key, now, rules, newId, ...parts }: Pick<PerformRun, 'store' | 'key' | 'now' | 'rules' | 'newId' | 'folder'>, name: string, asked: AbortSignal): Promise<SourcePreview> {
  const row = await findLiveSource(store.state, name);
  const kind = sourceKind(row.kind);
  const { common, own } = settingsOf(kind, row.settings);
  const mailbox = kind.mailbox?.(own);
  if (mailbox) await requireConsent(store.state, mailbox);
  const stop = new AbortController();
  const signal = AbortSignal.any([asked, stop.signal, AbortSignal.timeout(common.timeoutMinutes * 60_000)]);
  const folder = path.join(parts.folder, newId());
  const counted = new Counted();
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const messages = kind.read(own, { source: name, secrets: kind.isFed ? {} : secretsOf(row, key), deliveries: kind.isFed ? deliveriesOf(store.state, name) : undefined, cursors: await readCursors(store.state, name), streams: common.streams, signal, folder, now: now(), rules, correspondents: () => readCorrespondents(store) });
    for await (const message of attentive(messages, signal, common.silenceSeconds * 1000)) counted.add(message);
  } finally {
    stop.abort(new Failure('busy', 'The preview is over.'));
    await rm(folder, { recursive: true, force: true });
  }
  return counted.preview(name);
}

class Counted {
  readonly #streams = new Map<string, { kind: string | null; records: number }>();
  readonly #notes: string[] = [];
  #problems = 0;

  add(message: SourceMessage): void {
    if (message.type === 'stream') this.#streams.set(message.stream, { kind: message.told?.kind ?? null, records: this.#streams.get(message.stream)?.records ?? 0 });
    if (message.type === 'records') this.#streams.set(message.stream, { kind: null, ...this.#streams.get(message.stream), records: (this.#streams.get(message.stream)?.records ?? 0) + message.records.length });
    if (message.type === 'problem') this.#problems += 1;
    if (message.type === 'note') this.#notes.push(message.text);
  }

  preview = (source: string): SourcePreview => ({ source, streams: [...this.#streams].map(([stream, counts]) => ({ stream, ...counts })), problems: this.#problems, notes: this.#notes });
}
