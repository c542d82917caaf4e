import { Button, Popover } from '@mantine/core';
import { useOverview, useWorkspaceName, useWorkspaces, useDeals } from '../data/questions.ts';
import { scopeOf, scopeText, useAddress, useChangeAddress, type ScopeParts } from '../data/url-state.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { countText, dayText, many } from '../ui/words.ts';
import { useState } from 'react';

/** What every number on the screen is about: workspace, quarter, freshness, date, scope. The demo wears stripes and its name. */
export function Strip({ openSearch }: { openSearch: () => void }) {
  const name = useWorkspaceName();
  const { data: workspaces } = useWorkspaces();
  const demo = workspaces?.find((one) => one.name === name)?.demo ?? false;
  return (
    <div role="region" aria-label="What the numbers are about" className={demo ? 'strip demo' : 'strip'}>
      <div className="strip-row">
        <WorkspaceChoice />
        {demo ? <p className="demo-word">Demo</p> : null}
        <StripFacts />
        <div className="strip-controls">
          <DateChoice />
          <ScopeChoice />
          <button type="button" className="search-opener" onClick={openSearch}>Search <kbd>/</kbd></button>
          {demo ? <PlaceLink to="/data/import" search={{ w: 'main' }} className="own-data">Use your own data</PlaceLink> : null}
        </div>
      </div>
    </div>
  );
}

function WorkspaceChoice() {
  const { data: workspaces } = useWorkspaces();
  const name = useWorkspaceName();
  const change = useChangeAddress();
  return (
    <label className="strip-field">
      <span className="hidden-label">Workspace</span>
      <select value={name ?? ''} onChange={(event) => change({ w: event.currentTarget.value, on: undefined, scope: undefined })}>
        {name && workspaces && !workspaces.some((one) => one.name === name) ? <option value={name}>{name}</option> : null}
        {(workspaces ?? []).map((one) => <option key={one.name} value={one.name}>{one.company || one.name}</option>)}
      </select>
    </label>
  );
}

/** Age of the data, unless an earlier day was asked for: then it says nothing. */
const ageText = (daysOld: number | null, on: string | undefined): string => (daysOld === null || on ? '' : daysOld < 1 ? ', today' : `, ${many(Math.round(daysOld), 'day')} old`);

function StripFacts() {
  const { data } = useOverview();
  const { on } = useAddress();
  if (!data) return <p className="strip-facts muted" />;
  const { strip } = data;
  return (
    <p className="strip-facts">
      <span>{strip.quarter}, week {strip.week} of {strip.weeks}</span>
      {strip.dataThrough ? <span>data through {dayText(strip.dataThrough)}{ageText(strip.daysOld, on)}</span> : <span>no dated rows yet</span>}
      {strip.reconciled && strip.dataThrough ? <span className="won-text">Reconciled ✓</span> : null}
    </p>
  );
}

function DateChoice() {
  const { on } = useAddress();
  const change = useChangeAddress();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withRoles>
      <Popover.Target><Button variant={on ? 'light' : 'default'} onClick={() => setOpened(!opened)} aria-label={`Date: ${on ? dayText(on) : 'newest'}`}>{on ? dayText(on) : 'Date'} ▾</Button></Popover.Target>
      <Popover.Dropdown>
        <div className="scope-form">
          <p className="muted small">Every answer uses only what was known on this date.</p>
          <label className="plain-field">On this date<input type="date" value={on ?? ''} onChange={(event) => change({ on: event.currentTarget.value || undefined })} /></label>
          <Button onClick={() => { change({ on: undefined }); setOpened(false); }}>Newest</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function ScopeChoice() {
  const { scope } = useAddress();
  const [opened, setOpened] = useState(false);
  const parts = scopeOf(scope);
  const words = Object.values(parts).join(', ');
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withRoles>
      <Popover.Target><Button variant={words ? 'light' : 'default'} onClick={() => setOpened(!opened)} aria-label={`Scope: ${words || 'everything'}`}>{words || 'Scope'} ▾</Button></Popover.Target>
      <Popover.Dropdown>{opened ? <ScopeForm parts={parts} /> : null}</Popover.Dropdown>
    </Popover>
  );
}

const scopeFields = [['team', 'Team'], ['owner', 'Sales person'], ['dealType', 'Deal type']] as const;

function ScopeForm({ parts }: { parts: ScopeParts }) {
  const change = useChangeAddress();
  const deals = useDeals();
  const choices = (key: keyof ScopeParts): string[] => [...new Set((deals.data ?? []).map((deal) => (key === 'dealType' ? deal.type : deal[key])).filter((value): value is string => Boolean(value)))].sort();
  const set = (key: keyof ScopeParts, value: string): void => {
    const { [key]: _removed, ...others } = parts;
    change({ scope: scopeText(value ? { ...others, [key]: value } : others) });
  };
  return (
    <div className="scope-form">
      <p className="muted small">What is counted. {deals.data ? `${countText(deals.data.length)} open deals.` : ''}</p>
      {scopeFields.map(([key, label]) => (
        <label key={key} className="plain-field">{label}
          <select value={parts[key] ?? ''} onChange={(event) => set(key, event.currentTarget.value)}>
            <option value="">All</option>
            {[...new Set([...(parts[key] ? [parts[key]] : []), ...choices(key)])].map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        </label>
      ))}
      <Button onClick={() => change({ scope: undefined })}>Count everything</Button>
    </div>
  );
}
