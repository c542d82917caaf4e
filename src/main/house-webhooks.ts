import { randomBytes } from 'node:crypto';
import { addWebhook, deliveriesOf, listWebhooks, removeWebhook, replayDeliveries, testWebhook, type WebhookParts } from '../act/index.ts';
import type { NewWebhook, Principal, Webhook, WebhookDelivery, WebhookReplay, WebhookRequest, Webhooks } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { sourceKey } from './live/source-key.ts';
import type { House } from './house.ts';
import { outRulesOf } from './out-rules.ts';
import { WorkspaceState } from './workspace-state.ts';

const usualDeliveries = 50;
const mostDeliveries = 500;

export interface HouseWebhooksOptions {
  readonly house: Pick<House, 'configuration' | 'now' | 'newId'>;
  readonly store: WorkspaceStore;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

/** What webhooks of a workspace work with, under its present settings. */
export async function webhookPartsOf({ house, store }: Omit<HouseWebhooksOptions, 'audit'>): Promise<WebhookParts> {
  const settings = await new WorkspaceState(store.state, house.now, house.newId).settings();
  return { state: store.state, workspace: store.name, key: await sourceKey(house.configuration.dataFolder), now: house.now, newId: house.newId, chance: Math.random, rules: outRulesOf(house.configuration, settings) };
}

/** Other systems that one workspace tells what happened. */
export class HouseWebhooks implements Webhooks {
  readonly #o: HouseWebhooksOptions;

  constructor(options: HouseWebhooksOptions) {
    this.#o = options;
  }

  async add(request: WebhookRequest, by: Principal): Promise<NewWebhook> {
    const added = await addWebhook(await webhookPartsOf(this.#o), request, by, randomBytes);
    await this.#o.audit(by, 'webhook added', added.webhook.id);
    return added;
  }

  list = (): Promise<Webhook[]> => listWebhooks(this.#o.store);

  async remove(id: string, by: Principal): Promise<void> {
    await removeWebhook(this.#o.store, id);
    await this.#o.audit(by, 'webhook removed', id);
  }

  async test(id: string, by: Principal): Promise<WebhookDelivery> {
    const delivery = await testWebhook(await webhookPartsOf(this.#o), id);
    await this.#o.audit(by, 'webhook tested', id);
    return delivery;
  }

  deliveries = (id: string, last = usualDeliveries): Promise<WebhookDelivery[]> => deliveriesOf(this.#o.store, id, Math.min(last, mostDeliveries));

  async replay(id: string, which: WebhookReplay, by: Principal): Promise<number> {
    const waiting = await replayDeliveries(await webhookPartsOf(this.#o), id, which);
    await this.#o.audit(by, `webhook replayed: ${waiting} messages`, id);
    return waiting;
  }
}
