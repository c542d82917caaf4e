import { consentInputSchema, needsGrant, purposeSchema, type ConsentInput, type Profile } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { readLedger } from '../consent/read-ledger.ts';
import { setConsent } from '../consent/set-consent.ts';
import { ForgottenPeople } from '../recall/leave-out.ts';
import { readForgotten } from '../recall/kept-out.ts';

export interface ConsentsTaken {
  readonly taken: number;
  readonly passedOver: number;
}

/**
 * Writes what profiles say of consent, before their records are there: so no read can come in between. A no is always taken; a yes only
 * where the person's words come with it, it has not ended, and nothing was said here of the purpose before. Of who was forgotten nothing is written.
 */
export async function takeConsents(store: WorkspaceStore, source: string, profiles: readonly Profile[], by: string | null, now: number): Promise<ConsentsTaken> {
  const { list } = await readForgotten(store.state);
  const forgotten = list && new ForgottenPeople(list);
  let [taken, passedOver] = [0, 0];
  for (const { id, traits, consents } of profiles) {
    const key = `contact:${source}:${id}`;
    const isForgotten = forgotten?.isRecord(key) === true || (typeof traits['email'] === 'string' && forgotten?.isEmail(traits['email']) === true);
    const said = isForgotten || consents.length === 0 ? [] : await readLedger(store.state, [key]);
    for (const consent of consents) {
      const input = isForgotten ? null : inputOf(consent, now);
      const isNews = input !== null && (input.statement === 'grant' ? said.every(({ purpose }) => purpose !== input.purpose) : said.findLast(({ purpose }) => purpose === input.purpose)?.statement !== input.statement);
      if (input !== null && isNews) {
        await setConsent(store, { id: key, records: [key], known: [{ key, kind: 'contact', source, recordId: id, knownAt: now }] }, input, by, now);
        taken += 1;
      } else passedOver += 1;
    }
  }
  return { taken, passedOver };
}

function inputOf({ purpose, scope, state, wording, source, expiresAt }: Profile['consents'][number], now: number): ConsentInput | null {
  const ours = purposeSchema.safeParse(purpose);
  if (!ours.success || scope !== '') return null;
  const statement = state === 'granted' ? 'grant' : state === 'denied' ? 'object' : 'withdraw';
  const ends = expiresAt !== null && statement === 'grant' && needsGrant(ours.data) ? expiresAt.slice(0, 10) : undefined;
  if (statement === 'grant' && (wording === null || (expiresAt !== null && !(Date.parse(expiresAt) > now)))) return null;
  const input = consentInputSchema.safeParse({ purpose: ours.data, statement, ...(wording === null ? {} : { wording }), source: `a profile that was imported${source === null ? '' : ` (${source})`}`.slice(0, 200), ...(ends === undefined ? {} : { expiresAt: ends }) });
  return input.success ? input.data : null;
}
