import type { WorkspaceSettings } from '../../../src/model/index.ts';
import { useSaveSettings } from '../../data/questions.ts';
import { NumberTableForm } from './number-table-form.tsx';

export function RatesForm({ settings }: { settings: WorkspaceSettings }) {
  const save = useSaveSettings();
  return <NumberTableForm title="Rates" says={`What one unit of a currency is worth in ${settings.reportingCurrency ?? 'the reporting currency'}. Without a rate, currencies are never summed.`} nameLabel="Currency" valueLabel="Rate" given={settings.rates} save={{ ...save, mutate: (rates) => save.mutate({ rates }) }} />;
}
