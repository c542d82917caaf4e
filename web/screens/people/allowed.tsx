import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { PersonPage, PersonPurpose } from '../../../src/model/index.ts';
import { needsGrant } from '../../../src/model/consent/purposes.ts';
import { useRights } from '../../data/questions.ts';
import { Section } from '../../ui/section.tsx';
import { purposeNames } from './person-words.ts';
import { WriteDown, type Draft } from './write-down.tsx';

/** Allowed for what: every purpose with where it stands, what it gives the person and what it risks. A switch asks for the person's words first. */
export function Allowed({ page }: { page: PersonPage }) {
  const { writesConsent } = useRights();
  const [draft, setDraft] = useState<Draft | null>(null);
  const form = draft ? <WriteDown key={`${draft.purpose}${draft.statement}`} id={page.id} draft={draft} done={() => setDraft(null)} /> : null;
  return (
    <Section title="Allowed for what" aside={writesConsent ? <Button size="compact-sm" onClick={() => setDraft({ purpose: 'contact', statement: 'object' })}>Write down an objection</Button> : null}>
      {page.records.length > 1 ? <p className="muted">The strictest word of any of the {page.records.length} records counts for all.</p> : null}
      <ul className="ruled">
        {page.purposes.map((purpose) => (
          <li key={purpose.purpose} className="purpose">
            <Standing purpose={purpose} change={writesConsent ? () => setDraft(draftOf(purpose)) : null} />
            <Effects purpose={purpose} />
            {draft?.purpose === purpose.purpose ? form : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the person has said who changes where a purpose stands: what was granted is withdrawn, what was allowed by default is objected to. */
const draftOf = ({ purpose, allowed }: PersonPurpose): Draft => ({ purpose, statement: !allowed ? 'grant' : needsGrant(purpose) ? 'withdraw' : 'object' });

function Standing({ purpose, change }: { purpose: PersonPurpose; change: (() => void) | null }) {
  const name = purposeNames[purpose.purpose];
  return (
    <div className="purpose-standing">
      <div><strong>{name}:</strong> <span className="muted">{purpose.meaning}</span></div>
      <div className="purpose-switch">
        <span className={purpose.allowed ? 'won-text' : 'lost-text'}>{purpose.allowed ? 'allowed' : 'not allowed'}</span>
        {change ? <Switch checked={purpose.allowed} onChange={change} aria-label={`${name}: ${purpose.allowed ? 'allowed' : 'not allowed'}`} /> : null}
      </div>
      <p className="muted small">{purpose.why}</p>
    </div>
  );
}

const Effects = ({ purpose: { gives, risks } }: { purpose: PersonPurpose }) => <p className="small">The person is told: {gives} <span className="muted">{risks}</span></p>;
