import { readDigitalData, type DigitalData } from './digital-data.ts';
import { followHistory } from './follow-history.ts';
import { guardWith, type Counts } from './guard.ts';
import { choiceKey, keptChoice } from './kept.ts';
import { ownScript, setupOf, type Setup } from './own-script.ts';
import { contextOf } from './page-context.ts';
import type { Categories, ConsentProof, Hindcast, Properties } from './public-types.ts';
import { sendQueue } from './send-queue.ts';
import { idKey, keepId, keptId, newId } from './visitor-id.ts';

const longestDigitalData = 16_000;
const nothingRead: DigitalData = { name: undefined, properties: {}, profileId: undefined };

/** The tracker of one page. See README.md for what it promises. */
function track(setup: Setup, counts: Counts): Hindcast {
  const guarded = guardWith(counts);
  const queue = sendQueue(`${setup.host}/v1/batch`, setup.writeKey, counts, guarded);
  let id = newId();
  let categories: Categories | undefined;
  let userId: string | undefined;
  let groupId: string | undefined;
  let cameFrom = document.referrer;
  /** Who the visitor is, told before the visitor allowed it. */
  let held: Array<() => void> = [];

  const allowed = (): boolean | undefined => categories?.[setup.analytics];

  const send = (type: string, told: Properties): void => {
    queue.add({
      type, messageId: newId(), anonymousId: id, ...(userId && allowed() && { userId }), ...told,
      context: { ...contextOf(cameFrom, counts), ...(categories && { consent: { categoryPreferences: categories } }), ...(groupId && allowed() && { groupId }) },
      originalTimestamp: new Date().toISOString(),
    });
  };

  const sendUnlessRefused = (type: string, told: Properties): void => {
    if (allowed() === false) counts.refused++;
    else send(type, told);
  };

  const whenAllowed = (work: () => void): void => {
    if (allowed()) work();
    else if (allowed() === false) counts.refused++;
    else held.push(work);
  };

  const readPage = (): DigitalData => {
    try {
      const read = readDigitalData((window as { digitalData?: unknown }).digitalData);
      return JSON.stringify(read.properties).length > longestDigitalData ? { ...read, properties: {} } : read;
    } catch {
      return nothingRead;
    }
  };

  const page = (name?: string, properties?: Properties): void => {
    const read = readPage();
    if (allowed()) userId ??= read.profileId;
    sendUnlessRefused('page', { name: name ?? read.name, properties: { ...read.properties, ...properties } });
  };

  const forget = (): void => {
    userId = groupId = undefined;
    held = [];
  };

  const withdraw = (): void => {
    counts.refused += queue.clear() + held.length;
  };

  const consent = (said: Categories, proof?: ConsentProof): void => {
    const before = categories;
    const next = Object.fromEntries(Object.entries(said).filter(([, yes]) => typeof yes === 'boolean'));
    const ends = next[setup.analytics] === false;
    if (ends) withdraw();
    categories = next;
    if (allowed()) keepId(id = keptId(setup) ?? id, setup);
    // Said under the id that it is about, which a withdrawal ends afterwards.
    if (proof) send('track', { event: nameOfProof(before, next), properties: { purposes: next, ...proof } });
    if (ends) {
      keepId(null, setup);
      id = newId();
      forget();
    }
    if (allowed()) for (const work of held.splice(0)) work();
  };

  const api: Hindcast = {
    page: guarded(page),
    track: guarded((event: string, properties?: Properties) => sendUnlessRefused('track', { event, properties })),
    identify: guarded((who: string, traits?: Properties) => whenAllowed(() => { userId = String(who); send('identify', { traits }); })),
    group: guarded((account: string, traits?: Properties) => whenAllowed(() => { groupId = String(account); send('group', { groupId, traits }); })),
    consent: guarded(consent),
    reset: guarded(() => {
      forget();
      id = newId();
      if (allowed()) keepId(id, setup);
    }),
    flush: guarded(queue.flush),
    dropped: () => ({ ...counts }),
    push: (...calls) => {
      // The list is the page's own and may hold anything.
      for (const call of calls) guarded(() => { const [name, ...given] = call; (api[name] as (...all: readonly unknown[]) => void)(...given); })();
    },
  };

  const changed = guarded((from?: string) => {
    cameFrom = from ?? cameFrom;
    page();
  });
  const heard = guarded(({ key, newValue }: StorageEvent) => {
    const choice = key === choiceKey && keptChoice(Date.now());
    if (choice) consent(choice.categories);
    // Another tab ended it: this one must not go on under the same id.
    if (key === idKey && newValue === null) id = newId();
  });
  const start = guarded(() => {
    const choice = keptChoice(Date.now());
    if (choice) consent(choice.categories);
    const early = window.hindcast;
    window.hindcast = api;
    if (Array.isArray(early)) api.push(...early);
    if (setup.pages === 'off') return;
    changed();
    addEventListener('pageshow', ({ persisted }) => { if (persisted) changed(); });
    if (setup.pages === 'history') followHistory(changed);
  });

  addEventListener('storage', heard);
  addEventListener('online', guarded(queue.wake));
  addEventListener('pagehide', guarded(queue.leave));
  document.addEventListener('visibilitychange', guarded(() => { if (document.visibilityState === 'hidden') queue.leave(); }));
  // A page that is prepared ahead was not seen yet.
  if ((document as { prerendering?: boolean }).prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
  return api;
}

const isYes = (categories: Categories | undefined): boolean => Object.entries(categories ?? {}).some(([name, yes]) => yes && name !== 'necessary');
const nameOfProof = (before: Categories | undefined, after: Categories): string => (isYes(after) ? 'Consent given' : isYes(before) ? 'Consent withdrawn' : 'Consent refused');

const counts: Counts = { full: 0, refused: 0, unfit: 0, rejected: 0, fault: 0 };
guardWith(counts)(() => {
  const script = ownScript();
  const there = window.hindcast;
  // Twice on one page would count everything twice.
  if (script && !(there && 'track' in there)) track(setupOf(script), counts);
})();
