import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Ask, PageLink } from '../../../src/model/index.ts';
import { influenceKinds } from '../../../src/model/influence-kinds.ts';
import { useAskBuyer, useDealAsks } from '../../data/questions.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { dayText, shortDay } from '../../ui/words.ts';

/** A link to one question, for one person of the deal: made here, sent by a person, never by us. */
export function AskBuyer({ dealId }: { dealId: string }) {
  const ask = useAskBuyer(dealId);
  const asks = useDealAsks(dealId);
  return (
    <Section title="Ask the buyer" aside={<PlaceLink to="/buyers">What buyers say</PlaceLink>}>
      <p>One question, answered in a minute on any phone: who or what most influenced this choice? The page says nothing of the deal.</p>
      {ask.data ? <MadeLink link={ask.data.link} /> : null}
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

/** The link, seen before it is sent: through the phone's own share sheet, or copied where there is none. */
function MadeLink({ link }: { link: PageLink }) {
  const [note, setNote] = useState('');
  const share = (): void => {
    const sent = 'share' in navigator ? navigator.share({ url: link.url }) : (navigator as Navigator).clipboard.writeText(link.url).then(() => setNote('Link copied.'));
    sent.catch(() => setNote('Not sent.'));
  };
  return (
    <div className="panel">
      <TextInput label="Link for one person" description={`Shown this once. Works until ${dayText(link.expiresAt)}.`} value={link.url} readOnly onFocus={(event) => event.currentTarget.select()} />
      {link.note ? <p className="muted small">{link.note}</p> : null}
      <div className="button-row after-chart"><Button onClick={share}>Send it</Button><PlaceLinkOut url={link.url} /><span className="muted" role="status">{note}</span></div>
    </div>
  );
}

const PlaceLinkOut = ({ url }: { url: string }) => <a href={url} target="_blank" rel="noreferrer">See what they will see</a>;
