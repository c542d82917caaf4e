import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonRow } from '../../../src/model/index.ts';
import { useMe, usePeople, useRights } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { many } from '../../ui/words.ts';
import { NotForYou } from './not-for-you.tsx';
import { purposeNames, recordText } from './person-words.ts';

const pathOf = (row: PersonRow): string => `/people/${encodeURIComponent(row.id)}`;
const refusesText = (row: PersonRow): string => row.refuses.map((purpose) => purposeNames[purpose].toLowerCase()).join(', ');

const columns: Array<Column<PersonRow>> = [
  { id: 'name', header: 'Person', value: (row) => row.name ?? row.id, show: (row) => <PlaceLink to={pathOf(row)}>{row.name ?? recordText(row.id)}</PlaceLink>, card: 'title' },
  { id: 'account', header: 'Account', value: (row) => row.account },
  { id: 'records', header: 'Records', value: (row) => row.records, number: true },
  { id: 'sources', header: 'From', value: (row) => row.sources.join(', ') },
  { id: 'refuses', header: 'Refuses', value: refusesText, show: (row) => (row.refuses.length === 0 ? <span className="muted">nothing</span> : <span className="tag caution">{refusesText(row)}</span>) },
];

/** Whom records are about: by name, or those who refuse something. Of whoever refuses analysis the id alone is shown. */
export function PeopleScreen() {
  const me = useMe();
  const { readsPeople } = useRights();
  return (
    <>
      <ScreenHead title="People" sentence={readsPeople ? 'Contacts and inquiries, by person. Whoever opens a profile is written to the log that the person can see.' : null} />
      {readsPeople ? <PeopleFound /> : <Answer of={me}>{() => <NotForYou />}</Answer>}
    </>
  );
}

const refusing = 'refusing';

function PeopleFound() {
  const { search, status } = useAddress();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const change = useChangeAddress();
  const navigate = useNavigate();
  const people = usePeople({ search, refusing: status === refusing ? 'true' : undefined, cursor: cursors.at(-1) });
  const find = (form: HTMLFormElement): void => {
    setCursors([]);
    change({ search: String(new FormData(form).get('search') ?? '') || undefined });
  };
  return (
    <>
      <form className="filters" onSubmit={(event) => { event.preventDefault(); find(event.currentTarget); }}>
        <TextInput label="Find" name="search" placeholder="Name, address or id" defaultValue={search ?? ''} />
        <label className="plain-field">Show<select value={status ?? ''} onChange={(event) => { setCursors([]); change({ status: event.currentTarget.value || undefined }); }}><option value="">All</option><option value={refusing}>Who refuses something</option></select></label>
        <Button type="submit">Find</Button>
      </form>
      <Answer of={people} lines={12}>
        {({ rows, next }) => (
          <>
            <RowTable label="People" rows={rows} columns={columns} keyOf={(row) => row.id} csvName="people" total={`${many(rows.length, 'person', 'people')} shown`} open={(row) => void navigate({ to: pathOf(row) as never })} empty={<Nobody search={search} refusing={status === refusing} />} />
            <div className="button-row">
              {cursors.length > 0 ? <Button onClick={() => setCursors(cursors.slice(0, -1))}>Previous</Button> : null}
              {next ? <Button onClick={() => setCursors([...cursors, next])}>Next</Button> : null}
            </div>
          </>
        )}
      </Answer>
    </>
  );
}

function Nobody({ search, refusing: refuses }: { search: string | undefined; refusing: boolean }) {
  if (search) return <p>Nobody matches “{search}”.</p>;
  if (refuses) return <p>Nobody refuses anything that is allowed by default.</p>;
  return <p>No people yet. <PlaceLink to="/data/import">Drop an export of contacts or inquiries here</PlaceLink>, or <PlaceLink to="/people" search={{ w: 'demo' }}>see them in the demo</PlaceLink>.</p>;
}
