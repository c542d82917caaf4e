import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { rollUpLevels, type AccountRow, type RollUp } from '../../../src/model/index.ts';
import { useAccounts } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { many, shortDay, wholeMoney } from '../../ui/words.ts';

/** A sum over no deals is nothing, which is known; a sum over deals without amounts is not known. */
const money = (id: 'openAmount' | 'wonAmount', deals: 'openDeals' | 'wonDeals', header: string): Column<AccountRow> => ({ id, header, value: (row) => row[id], show: (row) => (row[id] === null ? <span className="muted">{row[deals] === 0 ? '–' : 'not known'}</span> : wholeMoney(row[id], row.currency)), number: true });

const columns: Array<Column<AccountRow>> = [
  { id: 'name', header: 'Account', value: (row) => row.name, show: (row) => <AccountName row={row} />, card: 'title' },
  { id: 'owner', header: 'Owner', value: (row) => row.owner },
  { id: 'openDeals', header: 'Open deals', value: (row) => row.openDeals, number: true },
  money('openAmount', 'openDeals', 'Open amount'),
  { id: 'wonDeals', header: 'Won deals', value: (row) => row.wonDeals, number: true },
  money('wonAmount', 'wonDeals', 'Won amount'),
  { id: 'lastTouchAt', header: 'Last activity', value: (row) => row.lastTouchAt, show: (row) => (row.lastTouchAt ? shortDay(row.lastTouchAt) : <span className="muted">none dated</span>) },
];

const AccountName = ({ row }: { row: AccountRow }) => (
  <>
    <PlaceLink to={`/accounts/${encodeURIComponent(row.id)}`}>{row.name}</PlaceLink>
    {row.below ? <span className="second-line">with {many(row.below, 'company', 'companies')} below it</span> : null}
    {row.industry || row.country ? <span className="second-line">{[row.industry, row.country].filter(Boolean).join(' · ')}</span> : null}
  </>
);

const levels: Array<{ value: RollUp; label: string }> = [{ value: 'none', label: 'each company by itself' }, { value: 'parent', label: 'with those directly below' }, { value: 'ultimate', label: 'whole groups' }];

/** Whom we know: every account with its deals, money and last activity. */
export function AccountsScreen() {
  const { search, up } = useAddress();
  const rollUp = rollUpLevels.find((level) => level === up) ?? 'none';
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const change = useChangeAddress();
  const navigate = useNavigate();
  const accounts = useAccounts({ search, cursor: cursors.at(-1), rollUp: rollUp === 'none' ? undefined : rollUp });
  return (
    <>
      <ScreenHead title="Accounts" />
      <form className="filters" onSubmit={(event) => { event.preventDefault(); setCursors([]); change({ search: String(new FormData(event.currentTarget).get('search') ?? '') || undefined }); }}>
        <TextInput label="Find" name="search" placeholder="Name of an account" defaultValue={search ?? ''} />
        <NativeSelect label="Add up" value={rollUp} data={levels} onChange={(event) => { setCursors([]); change({ up: event.currentTarget.value === 'none' ? undefined : event.currentTarget.value }); }} />
        <Button type="submit">Find</Button>
      </form>
      <Answer of={accounts} lines={12}>
        {({ rows, next }) => (
          <>
            <RowTable label="Accounts" rows={rows} columns={columns} keyOf={(row) => row.id} csvName="accounts" total={`${many(rows.length, 'account')} shown`} open={(row) => void navigate({ to: `/accounts/${encodeURIComponent(row.id)}` as never })}
              empty={search ? <p>No account matches “{search}”.</p> : <p>No accounts yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>, or <PlaceLink to="/accounts" search={{ w: 'demo' }}>see it in the demo</PlaceLink>.</p>} />
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
