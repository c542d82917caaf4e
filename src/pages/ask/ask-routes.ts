import { influenceSchema, isoDate, longestText, type Buyers } from '../../model/index.ts';
import type { PageAnswer, PageRoute, Visit } from '../page-route.ts';
import { askPage, type Shown } from './ask-page.ts';

const buyersOf = async ({ options, token }: Visit): Promise<Buyers> => (await options.application.workspace(token.workspace)).buyers;

async function shown(visit: Visit, notice: Shown['notice'], status = 200): Promise<PageAnswer> {
  const page = await (await buyersOf(visit)).page(visit.token.subject);
  return { status, page: askPage({ page, address: visit.address, today: isoDate(visit.options.now()), notice, gpc: visit.gpc }) };
}

const wanted: Readonly<Record<string, boolean>> = { yes: true, no: false };

async function reply(visit: Visit): Promise<PageAnswer> {
  const { form, token, address } = visit;
  const said = influenceSchema.safeParse(form.get('said'));
  if (!said.success) return shown(visit, 'missing', 422);
  const text = (form.get('text') ?? '').replaceAll('\r\n', '\n').slice(0, longestText);
  await (await buyersOf(visit)).reply(token.subject, { said: said.data, offerWanted: wanted[form.get('wanted') ?? ''] ?? null, text });
  return { goTo: `${address}?kept` };
}

async function decline(visit: Visit): Promise<PageAnswer> {
  await (await buyersOf(visit)).decline(visit.token.subject);
  return { goTo: `${visit.address}?kept` };
}

/** The question to a buyer, the answer, and the way to say no. */
export const askRoutes: readonly PageRoute[] = [
  { kind: 'ask', method: 'GET', path: '', answer: (visit) => shown(visit, visit.query.has('kept') ? 'kept' : null) },
  { kind: 'ask', method: 'POST', path: '', answer: reply },
  { kind: 'ask', method: 'POST', path: '/decline', answer: decline },
];
