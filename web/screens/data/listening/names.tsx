import { Button, TextInput } from '@mantine/core';
import type { ListenedKind, ListenedName, ListenedNames } from '../../../../src/model/index.ts';
import { useListenFor, useListenedNames, useStopListeningFor } from '../../../data/listening-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';

interface Row { readonly kind: ListenedKind; readonly name: ListenedName }
const rowsOf = ({ own, rivals }: ListenedNames): Row[] => [...own.map((name) => ({ kind: 'own' as const, name })), ...rivals.map((name) => ({ kind: 'rival' as const, name }))];

/** Own brands and rivals that are listened for; accounts are by themselves. */
export function Names() {
  const { isAdmin } = useRights();
  const asked = useListenedNames(true);
  const stop = useStopListeningFor();
  const removing: Column<Row> = { id: 'remove', header: 'Remove', value: () => null, show: ({ kind, name }) => <button type="button" className="link-button" onClick={() => stop.mutate({ kind, name: name.name })} aria-label={`Remove ${name.name}`}>Remove</button> };
  return (
    <Section title="Brands and rivals" aside="accounts are listened for by themselves">
      <ProblemLine problem={stop.error} />
      <Answer of={asked} lines={2}>{(names) => <RowTable label="Brands and rivals" rows={rowsOf(names)} columns={isAdmin ? [...columns, removing] : columns} keyOf={({ kind, name }) => `${kind} ${name.name}`} empty={<p className="muted">No rival, and no brand besides the company’s own name.</p>} />}</Answer>
      {isAdmin ? <AddName /> : null}
    </Section>
  );
}

const columns: Array<Column<Row>> = [
  { id: 'name', header: 'Name', value: ({ name }) => name.name, show: ({ name }) => <>{name.name}{name.otherNames.length > 0 ? <span className="second-line">{name.otherNames.join(', ')}</span> : null}</>, card: 'title' },
  { id: 'kind', header: 'Is', value: ({ kind }) => (kind === 'own' ? 'own brand' : 'rival') },
  { id: 'known', header: 'Known by', value: ({ name }) => [...name.domains, ...name.handles].join(', ') },
  { id: 'context', header: 'Said near', value: ({ name }) => name.context.join(', ') },
];

const listOf = (text: string): string[] => text.split(',').map((one) => one.trim()).filter(Boolean);

function AddName() {
  const add = useListenFor();
  const submit = (form: HTMLFormElement): void => {
    const text = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
    add.mutate({ kind: text('kind') as ListenedKind, name: text('name'), domains: listOf(text('domains')), context: listOf(text('context')) }, { onSuccess: () => form.reset() });
  };
  return (
    <form className="live-form" aria-label="Listen for" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <TextInput name="name" label="Brand or rival" required minLength={2} />
      <label className="plain-field">Is<select name="kind" defaultValue="rival"><option value="rival">a rival</option><option value="own">an own brand</option></select></label>
      <TextInput name="domains" label="Domains, with commas" placeholder="example.com" />
      <TextInput name="context" label="Words said near it, with commas" placeholder="pumps, valves" />
      <div className="button-row"><Button type="submit" loading={add.isPending}>Listen for it</Button></div>
      <ProblemLine problem={add.error} />
    </form>
  );
}
