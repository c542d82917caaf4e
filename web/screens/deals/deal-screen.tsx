import { useParams } from '@tanstack/react-router';
import type { DealAnswer, DealPage } from '../../../src/model/index.ts';
import { useActions, useDeal } from '../../data/questions.ts';
import { useAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { ChanceHeadline } from '../../ui/chance.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { ObjectHead, Section } from '../../ui/section.tsx';
import { countText, dayText, daysText, fieldText, methodText, shortDay, signText, wholeMoney } from '../../ui/words.ts';
import { Verdict } from '../actions/index.ts';
import { AskBuyer } from './ask-buyer.tsx';
import { BuyingGroup } from './buying-group.tsx';
import { DealTabs } from './deal-tabs.tsx';
import { DelayCard } from './delay/delay-card.tsx';
import { DelayTab } from './delay/delay-tab.tsx';
import { Holding } from './holding.tsx';
import { Notes } from './notes.tsx';
import { Timeline } from './timeline.tsx';

/** One deal on a date: what it is, its chance and why, what to do, who is in it, what happened. */
export function DealScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const page = useDeal(id);
  return <Answer of={page}>{(answer) => <Deal page={answer} id={id} />}</Answer>;
}

function Deal({ page, id }: { page: DealPage; id: string }) {
  const { tab } = useAddress();
  const { deal } = page;
  const name = deal?.name ?? deal?.account ?? id;
  return (
    <>
      <ObjectHead kind={`Deal · ${page.status}${page.closedAt ? ` ${shortDay(page.closedAt)}` : ''}`} name={name} facts={[deal?.owner, deal?.stage, deal ? amountText(deal) : null, `as of ${dayText(page.asOf)}`]} />
      <DealTabs dealId={id} />
      {tab === 'delay' ? <DelayTab dealId={id} page={page} /> : <DealItself page={page} id={id} />}
    </>
  );
}

function DealItself({ page, id }: { page: DealPage; id: string }) {
  const { deal } = page;
  return (
    <div className="two-columns">
      <div>
        {deal ? <Chance deal={deal} /> : null}
        {page.lossReason ? <p>Lost because: {page.lossReason}.</p> : null}
        <NextStep dealId={id} />
        {page.status === 'open' ? <Holding dealId={id} /> : null}
        {page.status === 'open' ? <DelayCard dealId={id} /> : null}
        <AskBuyer dealId={id} />
        <Section title="What happened"><Timeline entries={page.timeline} /></Section>
      </div>
      <div>
        {deal ? <Facts deal={deal} /> : null}
        <BuyingGroup dealId={id} people={page.people} />
        <Notes dealId={id} />
        <Attributes attributes={page.attributes} />
      </div>
    </div>
  );
}

const amountText = (deal: DealAnswer): string => (deal.amount === null ? 'amount not known' : wholeMoney(deal.amount, deal.currency));

function Chance({ deal }: { deal: DealAnswer }) {
  return (
    <section className="section" aria-label="Chance">
      <ChanceHeadline deal={deal} />
      {deal.refusal ? <RefusalPanel refusal={deal.refusal} title="No chance is given." /> : null}
      {deal.reasons.length > 0 ? <><h2>Why</h2><ol className="reasons">{deal.reasons.slice(0, 3).map((reason) => <li key={reason.feature}><span className={reason.logOdds < 0 ? 'lost-text' : 'won-text'}>{reason.logOdds < 0 ? '− ' : '+ '}</span>{reason.text}</li>)}</ol></> : null}
      {deal.method !== 'refused' ? <p className="muted small">Said by {methodText(deal.method)}.{deal.reasons.length > 0 ? ' Reasons are shares of the log-odds before calibration.' : ''}</p> : null}
      <Similar deal={deal} />
    </section>
  );
}

function Similar({ deal }: { deal: DealAnswer }) {
  if (deal.similar.length === 0) return null;
  const won = deal.similar.filter((one) => one.outcome === 'won').length;
  return (
    <details>
      <summary>{countText(deal.similar.length)} similar past deals: {won} won</summary>
      <ul className="plain-list">{deal.similar.map((one) => <li key={one.id}><PlaceLink to={`/deals/${encodeURIComponent(one.id)}`}>{one.account ?? one.id}</PlaceLink> <span className={one.outcome === 'won' ? 'won-text' : 'lost-text'}>{one.outcome}</span> <span className="muted">{shortDay(one.closedAt)}, after {daysText(one.days)}</span></li>)}</ul>
    </details>
  );
}

function NextStep({ dealId }: { dealId: string }) {
  const actions = useActions();
  const action = actions.data?.actions.find((one) => one.dealId === dealId);
  if (!action) return null;
  return (
    <Section title="Next step">
      <p>{action.sign}</p>
      <p><strong>{action.step}</strong> by {dayText(action.dueAt)}{action.by ? `, ${action.by}` : ''}</p>
      <Verdict action={action} />
    </Section>
  );
}

function Facts({ deal }: { deal: DealAnswer }) {
  const facts: Array<[string, React.ReactNode]> = [
    ['Account', deal.account ? (deal.accountId ? <PlaceLink to={`/accounts/${encodeURIComponent(deal.accountId)}`}>{deal.account}</PlaceLink> : deal.account) : 'not known'],
    ['Amount', amountText(deal)],
    ['Stage', `${deal.stage ?? 'not known'}${deal.daysInStage === null ? '' : `, for ${daysText(deal.daysInStage)}`}`],
    ['Age', daysText(deal.ageDays)],
    ['Last activity', deal.lastTouchDays === null ? 'none dated' : `${daysText(deal.lastTouchDays)} ago`],
    ['Expected close', deal.expectedClose && deal.expectedCloseLow && deal.expectedCloseHigh ? `${shortDay(deal.expectedClose)} (8 in 10: ${shortDay(deal.expectedCloseLow)} – ${shortDay(deal.expectedCloseHigh)}), if won` : 'not known'],
    ["Rep's date", deal.expectedCloseByRep ? shortDay(deal.expectedCloseByRep) : 'none'],
    ['Next step', deal.nextStep ?? 'none written down'],
    ['Signs', deal.signs.length === 0 ? 'none' : deal.signs.map(signText).join(', ')],
    ['Source', deal.source],
  ];
  return <Section title="Facts"><dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></Section>;
}

/** Fields that the facts already say, with their units. */
const shownAbove = new Set(['accountName', 'owner', 'amount', 'currency', 'stage', 'nextStep']);

function Attributes({ attributes }: { attributes: Record<string, string> }) {
  const entries = Object.entries(attributes).filter(([name]) => !shownAbove.has(name));
  if (entries.length === 0) return null;
  return <Section title="Other columns"><dl className="facts">{entries.map(([name, value]) => <div key={name}><dt>{fieldText(name)}</dt><dd>{value}</dd></div>)}</dl></Section>;
}
