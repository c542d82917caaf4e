import type { Kysely } from 'kysely';
import type { WireEvent } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';
import { readForgotten } from '../recall/kept-out.ts';
import { ForgottenPeople } from '../recall/leave-out.ts';
import { nodesOf } from './visitor-ids.ts';

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

  isForgotten(wire: WireEvent): boolean {
    const people = this.#people;
    if (people === null) return false;
    return nodesOf(wire).some((node) => people.isRecord(node)) || addressesIn(wire).some((address) => people.isEmail(address));
  }
}

const addressesIn = ({ userId, traits, context }: WireEvent): string[] =>
  [userId, traits?.['email'], (context?.['traits'] as { email?: unknown } | undefined)?.email].filter((value): value is string => typeof value === 'string' && value.includes('@'));
