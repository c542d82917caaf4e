import { Button } from '@mantine/core';
import type { Ask } from '../../../src/model/index.ts';
import { influenceKinds } from '../../../src/model/influence-kinds.ts';
import { useAskBuyer, useDealAsks } from '../../data/questions.ts';
import { MadeLink } from '../../ui/made-link.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { shortDay } from '../../ui/words.ts';

/** A link to one question, for one person of the deal: made here, sent by a person, never by us. */
export function AskBuyer({ dealId }: { dealId: string }) {
  const ask = useAskBuyer(dealId);
  const asks = useDealAsks(dealId);
  return (
    <Section title="Ask the buyer" aside={<PlaceLink to="/buyers">What buyers say</PlaceLink>}>
      <p>One question, answered in a minute on any phone: who or what most influenced this choice? The page says nothing of the deal.</p>
      {ask.data ? <MadeLink link={ask.data.link} label="Link for one person" /> : null}
      <div className="button-row"><Button onClick={() => ask.mutate({})} loading={ask.isPending}>{ask.data ? 'Make a link for another person' : 'Make a link'}</Button></div>
      {ask.error ? <p className="lost-text" role="alert">{ask.error.message} {ask.error.todo ?? ''}</p> : null}
      {(asks.data ?? []).length > 0 ? <ul className="plain-list after-chart">{asks.data?.map((one) => <li key={one.id}>{askText(one)}</li>)}</ul> : null}
    </Section>
  );
}

function askText({ createdAt, state, said, text }: Ask): string {
  if (state === 'answered' && said) return `Asked ${shortDay(createdAt)}: ${influenceKinds[said].name.toLowerCase()}${text ? ` – “${text}”` : ''}`;
  const ends: Record<Ask['state'], string> = { waiting: 'no answer yet', answered: 'answered', declined: 'would rather not say', ended: 'no answer, the link ended', taken_back: 'taken back' };
  return `Asked ${shortDay(createdAt)}: ${ends[state]}`;
}
