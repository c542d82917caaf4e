import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { identityRuleInputSchema, identityRuleWords, type IdentityRule, type IdentityRuleInput, type IdentityRulesAnswer } from '../../../../src/model/index.ts';
import { useAddRule, useIdentityRules, useTakeRuleBack, useTryRule, useTryTakeRuleBack } from '../../../data/identity-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { say } from '../../../ui/say.ts';
import { Section } from '../../../ui/section.tsx';
import { countText, shortDay } from '../../../ui/words.ts';
import { WhoWouldChange } from './who-would-change.tsx';

/** What holds of all records with some value: rules that outrank words and evidence. */
export function Rules() {
  const rules = useIdentityRules();
  return <Section title="Rules on values"><Answer of={rules} lines={3}>{(answer) => <List answer={answer} />}</Answer></Section>;
}

const stateOf = ({ takenBackAt, takenBackBy, heeded }: IdentityRule): string => {
  if (takenBackAt !== null) return `taken back on ${shortDay(takenBackAt)} by ${takenBackBy ?? 'somebody at the command line'}`;
  return heeded ? 'in force' : 'too many records for one person: joins nobody';
};
const columns: Array<Column<IdentityRule>> = [
  { id: 'rule', header: 'Rule', value: identityRuleWords, show: (row) => <span className="breaks">{identityRuleWords(row)}</span>, card: 'title' }, { id: 'state', header: 'State', value: stateOf },
  { id: 'records', header: 'Records', value: (row) => row.records, show: (row) => countText(row.records), number: true }, { id: 'set', header: 'Set', value: (row) => row.at, show: (row) => `${shortDay(row.at)}, ${row.by ?? 'command line'}` },
];

function List({ answer: { rules } }: { answer: IdentityRulesAnswer }) {
  const rights = useRights();
  const [trial, back] = [useTryTakeRuleBack(), useTakeRuleBack()];
  const [leaving, setLeaving] = useState<number | null>(null);
  const tryBack = (rule: number): void => { setLeaving(rule); trial.mutate(rule); };
  const take = (rule: number): void => back.mutate(rule, { onSuccess: () => { setLeaving(null); say('Taken back. Whom it joined or parted is as evidence and words say.'); } });
  const choice: Column<IdentityRule> = { id: 'back', header: 'Change', value: () => null, show: (row) => (row.takenBackAt === null ? <Button size="compact-sm" variant="default" aria-label={`Take back: ${identityRuleWords(row)}`} onClick={() => tryBack(row.id)}>Take back</Button> : null) };
  return (
    <>
      <p className="muted">A rule holds for every record with a value, those to come included, and outranks words, limits and evidence.</p>
      {rules.length === 0 ? null : <RowTable label="Rules" rows={rules} columns={rights.writesConsent ? [...columns, choice] : columns} keyOf={(row) => String(row.id)} csvName="identity-rules" empty={null} />}
      {leaving !== null && trial.data !== undefined ? <WhoWouldChange outlook={trial.data} set={`Take rule ${leaving} back`} isSetting={back.isPending} onSet={() => take(leaving)} onLeave={() => setLeaving(null)} /> : null}
      <ProblemLine problem={trial.error ?? back.error} />
      {rights.writesConsent ? <AddRule /> : null}
    </>
  );
}

const says = [['same', 'are one person'], ['different', 'are never one person with'], ['not-through', 'are not joined through it']] as const satisfies ReadonlyArray<readonly [IdentityRuleInput['says'], string]>;
const kinds = [['email', 'the mail address'], ['phone', 'the telephone number'], ['domain', 'a mail address at'], ['column:', 'the value of a column']] as const;

/** A kind as it is chosen, with the name of the column where it is one. */
function ruledIn(data: FormData, which: 'of' | 'other'): { kind: string; value: string } {
  const kind = String(data.get(`${which}-kind`) ?? 'email');
  return { kind: kind === 'column:' ? `column:${String(data.get(`${which}-column`) ?? '').trim()}` : kind, value: String(data.get(`${which}-value`) ?? '').trim() };
}

function AddRule() {
  const [trial, add] = [useTryRule(), useAddRule()];
  const [what, setWhat] = useState<IdentityRuleInput['says']>('same');
  const [wanted, setWanted] = useState<IdentityRuleInput | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const read = identityRuleInputSchema.safeParse({ says: what, of: ruledIn(data, 'of'), other: what === 'different' ? ruledIn(data, 'other') : null });
    setWrong(read.success ? null : `This ${read.error.issues[0]?.message ?? 'is no rule'}.`);
    setWanted(read.data ?? null);
    if (read.success) trial.mutate(read.data);
  };
  const put = (rule: IdentityRuleInput): void => add.mutate(rule, { onSuccess: () => { setWanted(null); say('In force. Whom it joined or parted is in the feed.'); } });
  return (
    <>
      <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
        <Value which="of" label="Records with" />
        <NativeSelect name="says" label="hold that they" value={what} onChange={(event) => setWhat(event.currentTarget.value as IdentityRuleInput['says'])} data={says.map(([value, label]) => ({ value, label }))} />
        {what === 'different' ? <Value which="other" label="records with" /> : null}
        <Button type="submit" variant="default" loading={trial.isPending}>See whom it would change</Button>
      </form>
      {wrong === null ? null : <p className="lost-text" role="alert">{wrong}</p>}
      {wanted !== null && trial.data !== undefined ? <WhoWouldChange outlook={trial.data} set="Set this rule" isSetting={add.isPending} onSet={() => put(wanted)} onLeave={() => setWanted(null)} /> : null}
      <ProblemLine problem={trial.error ?? add.error} />
    </>
  );
}

function Value({ which, label }: { which: 'of' | 'other'; label: string }) {
  const [kind, setKind] = useState<string>('email');
  return (
    <>
      <NativeSelect name={`${which}-kind`} label={label} value={kind} onChange={(event) => setKind(event.currentTarget.value)} data={kinds.map(([value, words]) => ({ value, label: words }))} />
      {kind === 'column:' ? <TextInput name={`${which}-column`} label="Column" placeholder="Customer no" required withAsterisk={false} /> : null}
      <TextInput name={`${which}-value`} label="Value" required withAsterisk={false} />
    </>
  );
}
