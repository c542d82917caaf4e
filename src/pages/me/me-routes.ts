import { Failure, dialInputSchema, isoDate, linkHolder, purposeSchema, type Caps, type People, type PersonFact, type Purpose } from '../../model/index.ts';
import type { PageAnswer, PageRoute, Visit } from '../page-route.ts';
import type { DialShown } from './dial-part.ts';
import { correctPage } from './correct-page.ts';
import { mePage, type Shown } from './me-page.ts';
import { placeOf } from './place-of.ts';
import { goneNow, shutDownPage } from './shut-down-page.ts';
import { refusedByBrowser, wordingOf, type Choice } from './purpose-words.ts';

const peopleOf = async ({ options, token }: Visit): Promise<People> => (await options.application.workspace(token.workspace)).people;
const capsOf = async ({ options, token }: Visit): Promise<Caps> => (await options.application.workspace(token.workspace)).caps;

async function dialShown(visit: Visit, wrong: string | null): Promise<DialShown> {
  const caps = await capsOf(visit);
  const [dial, { rules }] = await Promise.all([caps.dial(visit.token.subject), caps.rules()]);
  return { dial, rules, wrong };
}

const own = 'the person, on their own page';
const browser = 'Global Privacy Control, sent by the browser with a form of the person\'s own page';

async function shown(visit: Visit, wrong: string | null = null): Promise<PageAnswer> {
  const [page, contact] = [await (await peopleOf(visit)).ownPage(visit.token.subject, 'own page'), await dialShown(visit, wrong)];
  const notice: Shown['notice'] = visit.query.has('said') ? 'said' : visit.query.has('asked') ? 'asked' : null;
  return { ...(wrong === null ? {} : { status: 422 }), page: mePage({ page, contact, address: visit.address, expiresAt: visit.token.expiresAt, today: isoDate(visit.options.now()), notice, gpc: visit.gpc }) };
}

/** Writes down what the browser asks for, once, where the person has not chosen here: their own word is worth more than a signal. */
async function hearBrowser(visit: Visit, people: People, except: Purpose | null): Promise<void> {
  if (!visit.gpc) return;
  const { purposes, ledger } = await people.consent(visit.token.subject);
  for (const purpose of refusedByBrowser.filter((one) => one !== except)) {
    const chosen = ledger.some((entry) => entry.purpose === purpose && (entry.source === own || entry.source === browser));
    const refused = purposes.some((one) => one.purpose === purpose && /objected|withdrawn/.test(one.why));
    if (!chosen && !refused) await people.setConsent(visit.token.subject, { purpose, statement: 'object', wording: 'Sec-GPC: 1', source: browser }, linkHolder);
  }
}

const choices: Readonly<Record<string, Choice>> = { yes: 'yes', no: 'no' };

async function choose(visit: Visit): Promise<PageAnswer> {
  const { form, token, address } = visit;
  const purpose = purposeSchema.safeParse(form.get('purpose'));
  const choice = choices[form.get('choice') ?? ''];
  const people = await peopleOf(visit);
  if (!purpose.success || choice === undefined) return shown(visit);
  await hearBrowser(visit, people, purpose.data);
  const { purposes, ledger } = await people.consent(token.subject);
  const allowed = purposes.find((one) => one.purpose === purpose.data)?.allowed ?? false;
  const last = ledger.findLast((entry) => entry.purpose === purpose.data);
  const statement = choice === 'yes' ? 'grant' : last?.statement === 'grant' ? 'withdraw' : 'object';
  const isSaid = allowed === (choice === 'yes') || (last?.source === own && last.statement === statement);
  if (!isSaid) {
    await people.setConsent(token.subject, { purpose: purpose.data, statement, wording: wordingOf(purpose.data, choice), source: own }, linkHolder);
  }
  return { goTo: `${address}?said` };
}

async function factIn(visit: Visit, people: People, given: URLSearchParams): Promise<{ page: Awaited<ReturnType<People['ownPage']>>; fact: PersonFact }> {
  const page = await people.ownPage(visit.token.subject, 'own page');
  const fact = page.facts.find((one) => one.correctable && placeOf(one) === given.get('at'));
  if (!fact) throw new Failure('not_found', 'There is no such value.');
  return { page, fact };
}

async function offerCorrection(visit: Visit): Promise<PageAnswer> {
  const { page, fact } = await factIn(visit, await peopleOf(visit), visit.query);
  return { page: correctPage(page, fact, visit.address, null) };
}

async function correct(visit: Visit): Promise<PageAnswer> {
  const { form, token, address } = visit;
  const people = await peopleOf(visit);
  const { page, fact } = await factIn(visit, people, form);
  const [to, remove] = [(form.get('to') ?? '').trim().slice(0, 1000), form.get('remove') === 'yes'];
  if (remove === (to !== '')) return { status: 422, page: correctPage(page, fact, address, { typed: to, says: remove ? 'Give another value, or have it removed, not both.' : 'Say what it should be, or have it removed.' }) };
  await hearBrowser(visit, people, null);
  try {
    await people.askCorrection(token.subject, { record: fact.record, field: fact.field, to: remove ? null : to });
  } catch (error) {
    if (error instanceof Failure && ['bad_request', 'conflict'].includes(error.code)) return { status: 422, page: correctPage(page, fact, address, { typed: to, says: error.message }) };
    throw error;
  }
  return { goTo: `${address}?asked` };
}

async function setContact(visit: Visit): Promise<PageAnswer> {
  const { form, token, address } = visit;
  const input = dialInputSchema.safeParse({ level: form.get('level'), timeZone: (form.get('zone') ?? '').trim() || undefined });
  if (!input.success) return shown(visit, input.error.issues.some(({ path }) => path[0] === 'timeZone') ? 'This time zone is not known. Write it like Europe/Berlin.' : 'Choose how much is right for you.');
  await hearBrowser(visit, await peopleOf(visit), null);
  await (await capsOf(visit)).setOwnDial(token.subject, input.data);
  return { goTo: `${address}?said` };
}

async function takeAlong(visit: Visit): Promise<PageAnswer> {
  const page = await (await peopleOf(visit)).ownPage(visit.token.subject, 'copy taken along');
  return { file: 'my-data.json', type: 'application/json; charset=utf-8', text: `${JSON.stringify({ format: 'hindcast-person-1', madeAt: new Date(visit.options.now()).toISOString(), ...page, contact: (await dialShown(visit, null)).dial }, null, 1)}\n` };
}

async function offerShutDown(visit: Visit, isUnticked = false): Promise<PageAnswer> {
  const page = await (await peopleOf(visit)).ownPage(visit.token.subject, 'own page');
  return { status: isUnticked ? 422 : 200, page: shutDownPage(page, visit.address, isUnticked) };
}

async function shutDown(visit: Visit): Promise<PageAnswer> {
  if (visit.form.get('sure') !== 'yes') return offerShutDown(visit, true);
  const people = await peopleOf(visit);
  const { company } = await people.ownPage(visit.token.subject, 'own page');
  const answer = await people.recall(visit.token.subject, linkHolder);
  return { page: goneNow({ company }, answer, isoDate(visit.options.now())) };
}

/** A person's own page, the switches on it, a wish for a correction, the file to take along, and the way out. */
export const meRoutes: readonly PageRoute[] = [
  { kind: 'me', method: 'GET', path: '', answer: (visit) => shown(visit) },
  { kind: 'me', method: 'POST', path: '/purpose', answer: choose },
  { kind: 'me', method: 'POST', path: '/contact', answer: setContact },
  { kind: 'me', method: 'GET', path: '/correct', answer: offerCorrection },
  { kind: 'me', method: 'POST', path: '/correct', answer: correct },
  { kind: 'me', method: 'GET', path: '/data.json', answer: takeAlong },
  { kind: 'me', method: 'GET', path: '/shut-down', answer: (visit) => offerShutDown(visit) },
  { kind: 'me', method: 'POST', path: '/shut-down', answer: shutDown },
];
