import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WorkspaceSettings } from '../../../src/model/index.ts';
import { useSaveSettings } from '../../data/questions.ts';
import { Section } from '../../ui/section.tsx';
import { SaveButton } from './save-button.tsx';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export function CompanyForm({ settings }: { settings: WorkspaceSettings }) {
  const [company, setCompany] = useState(settings.company);
  const [currency, setCurrency] = useState(settings.reportingCurrency ?? '');
  const [month, setMonth] = useState(settings.fiscalStartMonth);
  const [comparisonGroup, setComparisonGroup] = useState(settings.comparisonGroup);
  const save = useSaveSettings();
  const submit = (): void => save.mutate({ company, reportingCurrency: currency || null, fiscalStartMonth: month, comparisonGroup });
  return (
    <Section title="Company">
      <form className="settings-form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextInput label="Name" value={company} onChange={(event) => setCompany(event.currentTarget.value)} required />
        <TextInput label="Reporting currency" description="Three letters, such as EUR" value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())} maxLength={3} pattern="[A-Z]{3}" />
        <label className="plain-field">Fiscal year starts in<select value={month} onChange={(event) => setMonth(Number(event.currentTarget.value))}>{months.map((name, at) => <option key={name} value={at + 1}>{name}</option>)}</select></label>
        <Checkbox label="Keep a comparison group for actions" checked={comparisonGroup} onChange={(event) => setComparisonGroup(event.currentTarget.checked)} />
        <SaveButton of={save} />
      </form>
    </Section>
  );
}
