import { Failure } from '../../../model/index.ts';
import { parseExactly } from '../exact-json.ts';
import type { SourceContext, SourceKind, SourceMessage } from '../source-kind.ts';
import { wholeSource } from '../source-kind.ts';
import { guessRecord, withoutId } from './mapping/guess-record.ts';
import { applyMapping, idColumn, type Mapped, type MappedRecord } from './mapping/apply-mapping.ts';
import { streamsOf } from './mapping/streams-of.ts';
import type { StoredDelivery } from './deliveries/stored-deliveries.ts';
import { webhookSettingsSchema, type WebhookSettings } from './signatures/webhook-settings.ts';

const readAtOnce = 2_000;

/** Signed webhooks: deliveries are stored when they come, and read from there. */
export const webhook: SourceKind<WebhookSettings> = { kind: 'webhook', settings: webhookSettingsSchema, secrets: ['key', 'previousKey'], needs: ['key'], isFed: true, inApp: { calls: () => [], leadsTo: [] }, goesOn: ['*'], read };

async function* read(_settings: WebhookSettings, { deliveries, cursors }: SourceContext): AsyncIterable<SourceMessage> {
  if (!deliveries) throw new Failure('bad_request', 'Deliveries come by themselves.', 'Send them to the address that "source create" printed.');
  const kept = await deliveries.mapping();
  if (kept !== null) yield* streamsOf(kept.mapping);
  let from = Number(cursors.get(wholeSource) ?? 0);
  for (;;) {
    const block = await deliveries.after(from, readAtOnce);
    const last = block.at(-1);
    if (!last) return;
    const mapped = block.map((delivery) => mappedOf(delivery, kept));
    // Where they are put aside again by the same version nothing changes, so it does not matter whether the records before count already.
    await deliveries.putAside(mapped.map(({ delivery, result }) => ({ id: delivery.id, unfit: result.kind === 'unfit' ? result : null })), kept?.version ?? null);
    for (const { delivery, result } of mapped) {
      for (const record of result.kind === 'records' ? result.records : []) {
        if (kept === null) yield guessedStream(record);
        yield { type: 'records', stream: record.stream, records: [{ line: delivery.number, values: record.values, ...(record.removed ? { removed: true } : {}) }] };
      }
    }
    from = last.number;
    yield { type: 'state', stream: wholeSource, value: from };
  }
}

const guessedStream = ({ stream }: MappedRecord): SourceMessage => ({ type: 'stream', stream, keys: stream.endsWith(withoutId) ? null : [idColumn], columns: [] });

function mappedOf(delivery: StoredDelivery, kept: { readonly mapping: Parameters<typeof applyMapping>[0] } | null): { delivery: StoredDelivery; result: Mapped } {
  const value = parseExactly(delivery.payload);
  return { delivery, result: kept === null ? { kind: 'records', records: guessRecord(value) } : applyMapping(kept.mapping, value) };
}
