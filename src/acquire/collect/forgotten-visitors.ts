import type { Kysely } from 'kysely';
import type { WorkspaceTables } from '../../store/index.ts';
import { readForgotten } from '../recall/kept-out.ts';
import { ForgottenPeople } from '../recall/leave-out.ts';
import type { ReadyEvent } from './ready-event.ts';

/** Who asked to be forgotten is known again by hashes of ids and addresses, and nothing of them is kept. */
export class ForgottenVisitors {
  #recalls = 0;
  #people: ForgottenPeople | null = null;

  /** Costs one count where nobody was forgotten since. */
  async refresh(state: Kysely<WorkspaceTables>): Promise<void> {
    const { n } = await state.selectFrom('recalls').select((recall) => recall.fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
    if (Number(n) === this.#recalls) return;
    const { recalls, list } = await readForgotten(state);
    this.#recalls = recalls;
    this.#people = list && new ForgottenPeople(list);
  }

  isForgotten({ nodes, addresses }: Pick<ReadyEvent, 'nodes' | 'addresses'>): boolean {
    const people = this.#people;
    if (people === null) return false;
    return nodes.some((node) => people.isRecord(node)) || addresses.some((address) => people.isEmail(address));
  }
}
