import { Button, TextInput } from '@mantine/core';
import type { AccountPage, ParentReason } from '../../../src/model/index.ts';
import { useSetParent, useTakeParentBack } from '../../data/identity-questions.ts';
import { useRights } from '../../data/questions.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { say } from '../../ui/say.ts';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';

const reasons: Readonly<Record<ParentReason, string>> = { 'somebody said so': 'somebody said so', 'parent id': 'a record has its id as parent', 'parent name': 'a record has its name as parent' };

/** Which company this one is below and why, which are below it, and a word on that. */
export function CompanyGroup({ page: { group, records: [record = ''] } }: { page: AccountPage }) {
  const { writesConsent } = useRights();
  return (
    <Section title="Parent and subsidiaries">
      <Above group={group} />
      {group.below.length > 0 ? <><p>Directly below it:</p><ul className="plain-list">{group.below.map((one) => <li key={one.id}><AccountLink of={one} /></li>)}</ul></> : null}
      {group.notHeeded.map((why) => <p key={why} className="muted small">Not heeded: {why}.</p>)}
      {writesConsent ? <ParentForm record={record} group={group} /> : null}
    </Section>
  );
}

const AccountLink = ({ of: { id, name } }: { of: { id: string; name: string } }) => <PlaceLink to={`/accounts/${encodeURIComponent(id)}`}>{name}</PlaceLink>;

function Above({ group: { parent, reason, by, at } }: { group: AccountPage['group'] }) {
  if (reason === null) return <p className="muted">No company above it is known.</p>;
  return <p>{parent === null ? 'Below no company' : <>Below <AccountLink of={parent} /></>}<span className="muted"> · {[reasons[reason], by, at === null ? null : dayText(at)].filter(Boolean).join(' · ')}</span></p>;
}

function ParentForm({ record, group: { parent, reason } }: { record: string; group: AccountPage['group'] }) {
  const [set, takeBack] = [useSetParent(), useTakeParentBack()];
  const submit = (form: HTMLFormElement): void => {
    const above = String(new FormData(form).get('parent') ?? '').trim();
    if (above) set.mutate({ child: record, parent: above }, { onSuccess: () => { form.reset(); say('Set: lists add up to it where they are asked to.'); } });
  };
  return (
    <>
      <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
        <TextInput name="parent" label="It is below" placeholder="account:SOURCE:ID" required withAsterisk={false} />
        <Button type="submit" variant="default" loading={set.isPending && set.variables.parent !== null}>Set parent</Button>
      </form>
      <div className="button-row">
        {parent === null ? null : <Button size="compact-sm" variant="default" loading={set.isPending && set.variables.parent === null} onClick={() => set.mutate({ child: record, parent: null }, { onSuccess: () => say('Below no company now, whatever records say.') })}>Below no company</Button>}
        {reason === 'somebody said so' ? <Button size="compact-sm" variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate(record, { onSuccess: () => say('Taken back: what held before it holds again.') })}>Take back</Button> : null}
      </div>
      <ProblemLine problem={set.error ?? takeBack.error} />
    </>
  );
}
