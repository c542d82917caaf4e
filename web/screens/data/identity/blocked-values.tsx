import { Button, NativeSelect, TextInput } from '@mantine/core';
import { blockedKinds, type BlockedValue, type BlockedValuesAnswer } from '../../../../src/model/index.ts';
import { useBlockValue, useBlockedValues } from '../../../data/identity-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { say } from '../../../ui/say.ts';
import { Section } from '../../../ui/section.tsx';
import { countText } from '../../../ui/words.ts';

type Row = BlockedValuesAnswer['rows'][number];

/** Values that say nothing of who somebody is: what each took out of the comparison in force, and how to change the list. */
export function BlockedValues() {
  const blocked = useBlockedValues();
  return <Section title="Values that say nothing"><Answer of={blocked} lines={4}>{(answer) => <List answer={answer} />}</Answer></Section>;
}

function List({ answer: { rows, changed } }: { answer: BlockedValuesAnswer }) {
  const block = useBlockValue();
  const rights = useRights();
  const take = (value: BlockedValue): void => block.mutate({ kind: value.kind, pattern: value.pattern, blocked: false }, { onSuccess: () => say('Off the list. The next comparison heeds such values.') });
  const choice: Column<Row> = { id: 'drop', header: 'Change', value: () => null, show: (row) => (row.pattern === builtIn ? 'always' : <Button size="compact-sm" variant="default" loading={block.isPending && block.variables.pattern === row.pattern} aria-label={`Heed again: ${row.pattern}`} onClick={() => take(row)}>Heed again</Button>) };
  return (
    <>
      <p className="muted">Two records that share one of these have nothing in common by it. {changed ? 'The list is another than the one in force: compare all people anew, and see who changes before it counts.' : ''}</p>
      <RowTable label="Values that say nothing" rows={rows} columns={rights.writesConsent ? [...columns, choice] : columns} keyOf={(row) => `${row.kind} ${row.pattern}`} csvName="blocked-values" empty={<p className="muted">None.</p>} />
      {rights.writesConsent ? <AddForm block={block} /> : null}
      <ProblemLine problem={block.error} />
    </>
  );
}

const builtIn = 'only zeros and dashes';
const kindWords: Readonly<Record<BlockedValue['kind'], string>> = { any: 'anything', name: 'name', email: 'e-mail', phone: 'telephone', company: 'company' };
const columns: Array<Column<Row>> = [
  { id: 'pattern', header: 'Value', value: (row) => row.pattern, show: (row) => <span className="breaks">{row.pattern}</span>, card: 'title' }, { id: 'kind', header: 'Of', value: (row) => kindWords[row.kind] },
  { id: 'records', header: 'Records in which it was not heeded', value: (row) => row.records, show: (row) => (row.records === null ? <span className="muted">not compared yet</span> : countText(row.records)), number: true },
];

function AddForm({ block }: { block: ReturnType<typeof useBlockValue> }) {
  const submit = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const [kind, pattern] = [blockedKinds.find((one) => one === data.get('kind')), String(data.get('pattern') ?? '').trim()];
    if (kind && pattern) block.mutate({ kind, pattern, blocked: true }, { onSuccess: () => { form.reset(); say('On the list. The next comparison does not heed it.'); } });
  };
  return (
    <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <NativeSelect name="kind" label="Of" data={blockedKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))} />
      <TextInput name="pattern" label="Value, * for anything" placeholder="noreply@*" required withAsterisk={false} />
      <Button type="submit" variant="default" loading={block.isPending && block.variables.blocked}>Do not heed</Button>
    </form>
  );
}
