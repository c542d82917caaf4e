import { Button, Popover, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFilters, useSaveFilter } from '../../data/questions.ts';
import { parseQuery, readAddress, useAddress, writeQuery } from '../../data/url-state.ts';

/** Filters people saved on this screen: choose one, or save what the address says now. */
export function SavedFilters({ screen }: { screen: string }) {
  const filters = useFilters(screen);
  const address = useAddress();
  const navigate = useNavigate();
  const apply = (query: string): void => void navigate({ to: '.', search: readAddress({ ...(address.w ? { w: address.w } : {}), ...parseQuery(query) }) as never });
  return (
    <>
      {filters.data && filters.data.length > 0 ? (
        <label className="strip-field"><span className="hidden-label">Saved filters</span>
          <select value="" onChange={(event) => apply(event.currentTarget.value)}>
            <option value="" disabled>Saved filters</option>
            {filters.data.map((one) => <option key={one.id} value={one.query}>{one.name}</option>)}
          </select>
        </label>
      ) : null}
      <SaveFilter screen={screen} />
    </>
  );
}

function SaveFilter({ screen }: { screen: string }) {
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const { w: _workspace, number: _number, ...address } = useAddress();
  const save = useSaveFilter();
  const query = writeQuery(address);
  const submit = (): void => save.mutate({ name: name.trim(), screen, query }, { onSuccess: () => { setOpened(false); setName(''); } });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withRoles>
      <Popover.Target><Button onClick={() => setOpened(!opened)} disabled={query === ''}>Save filter</Button></Popover.Target>
      <Popover.Dropdown>
        <form className="scope-form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
          <TextInput label="Name of the filter" value={name} onChange={(event) => setName(event.currentTarget.value)} required maxLength={80} error={save.error?.message} />
          <Button type="submit" disabled={!name.trim()} loading={save.isPending}>Save</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
