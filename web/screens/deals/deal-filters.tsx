import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { signNames } from './sign-names.ts';
import type { DealAnswer } from '../../../src/model/index.ts';
import { useAddress, useChangeAddress, type AddressState } from '../../data/url-state.ts';
import { signText } from '../../ui/words.ts';

/** Filters of the deal list; each lives in the address. */
export function DealFilters({ deals }: { deals: readonly DealAnswer[] }) {
  const address = useAddress();
  const stages = namesOf(deals, (deal) => deal.stage, address.stage);
  const owners = namesOf(deals, (deal) => deal.owner, address.owner);
  return (
    <div className="filters">
      <SearchField />
      <Choice label="Stage" name="stage" choices={stages.map((one) => [one, one])} />
      <Choice label="Sign" name="sign" choices={signNames.map((one) => [one, signText(one)])} />
      <Choice label="Sales person" name="owner" choices={owners.map((one) => [one, one])} />
      <Clear />
    </div>
  );
}

const namesOf = (deals: readonly DealAnswer[], of: (deal: DealAnswer) => string | null, chosen: string | undefined): string[] =>
  [...new Set([...deals.map(of), chosen ?? null].filter((one): one is string => Boolean(one)))].sort();

function SearchField() {
  const { search } = useAddress();
  const change = useChangeAddress();
  const [text, setText] = useState(search ?? '');
  useEffect(() => setText(search ?? ''), [search]);
  useEffect(() => {
    if (text === (search ?? '')) return undefined;
    const timer = setTimeout(() => change({ search: text || undefined }, { replace: true }), 300);
    return () => clearTimeout(timer);
  });
  return <TextInput label="Find" placeholder="Deal or account" value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}

function Choice({ label, name, choices }: { label: string; name: keyof AddressState; choices: ReadonlyArray<readonly [string, string]> }) {
  const address = useAddress();
  const change = useChangeAddress();
  return (
    <label className="plain-field">{label}
      <select value={address[name] ?? ''} onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}>
        <option value="">All</option>
        {choices.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
}

function Clear() {
  const { ids, leak, quarter } = useAddress();
  const change = useChangeAddress();
  const narrowed = ids ? `${ids.split(',').length} chosen deals` : leak ? 'one leak' : quarter;
  if (!narrowed) return null;
  return <button type="button" className="link-button" onClick={() => change({ ids: undefined, leak: undefined, quarter: undefined })}>Only {narrowed} ✕</button>;
}
