import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonPage, RecallAnswer } from '../../../src/model/index.ts';
import { useMe, useProfile, useRights } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { LockedPanel } from '../../ui/refusal-panel.tsx';
import { ObjectHead, ScreenHead, Section } from '../../ui/section.tsx';
import { dayText, many } from '../../ui/words.ts';
import { Allowed } from './allowed.tsx';
import { Asked } from './asked.tsx';
import { Corrections } from './corrections.tsx';
import { Held } from './held.tsx';
import { Inferred } from './inferred.tsx';
import { Joined } from './joined.tsx';
import { Kept } from './kept.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { Looked } from './looked.tsx';
import { NotForYou } from './not-for-you.tsx';
import { OnWebsites } from './on-websites.tsx';
import { OwnLinks } from './own-links.tsx';
import { recordText } from './person-words.ts';
import { Recall, Recalled } from './recall.tsx';
import { SendOwnLink } from './send-own-link.tsx';

/** Who is this, from which source, allowed for what? Everything held about one person, and what can be done about it. */
export function PersonScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const me = useMe();
  const { readsPeople } = useRights();
  const [recalled, setRecalled] = useState<RecallAnswer | null>(null);
  const profile = useProfile(id, readsPeople && recalled === null);
  if (!readsPeople) return <Answer of={me}>{() => <><ScreenHead title="Person" /><NotForYou /></>}</Answer>;
  if (recalled) return <Recalled answer={recalled} />;
  return <Answer of={profile} lines={14}>{(page) => <Profile page={page} recalled={setRecalled} />}</Answer>;
}

function Profile({ page, recalled }: { page: PersonPage; recalled: (answer: RecallAnswer) => void }) {
  const { isAdmin } = useRights();
  return (
    <>
      <PersonHead page={page} />
      {isAdmin ? <SendOwnLink page={page} /> : null}
      {page.readable.allowed ? <><Held page={page} /><OnWebsites of={page.onWebsites} /><Asked asked={page.asked} /><Inferred inferences={page.inferences} /></> : <NotShown page={page} />}
      {page.corrections.length > 0 ? <Corrections title="What the person wants corrected" corrections={page.corrections} /> : null}
      <Allowed page={page} />
      <Section title="What was said about it"><LedgerTable ledger={page.ledger} empty="Nothing was said: what the sources' default allows, counts." /></Section>
      <Joined page={page} />
      <Kept page={page} />
      <Looked reads={page.reads} />
      <OwnLinks title="Links to the person’s own page" links={page.links} empty="No link was made yet." />
      {isAdmin ? <Recall page={page} done={recalled} /> : null}
    </>
  );
}

function PersonHead({ page }: { page: PersonPage }) {
  const since = page.records.map((record) => record.knownSince).toSorted()[0];
  const sources = [...new Set(page.records.map((record) => record.source))].join(', ');
  return (
    <>
      <ObjectHead kind="Person" name={page.readable.allowed ? page.title : recordText(page.id)} facts={[`${many(page.records.length, 'record')} from ${sources}`, since ? `known since ${dayText(since)}` : null]} />
      {page.account ? <p>At <PlaceLink to={`/accounts/${encodeURIComponent(page.account.id)}`}>{page.account.name}</PlaceLink>.</p> : null}
    </>
  );
}

/** Whoever refuses is found again, so that a request can be answered, and nothing more. */
const NotShown = ({ page }: { page: PersonPage }) => (
  <LockedPanel>
    <p><strong>Not shown: this person refuses it</strong> ({page.readable.why}). What stays here are ids, dates and what was said, so that a request can be answered.</p>
    <ul className="plain-list">{page.records.map((record) => <li key={record.key}>{recordText(record.key)}, known since {dayText(record.knownSince)}</li>)}</ul>
  </LockedPanel>
);
