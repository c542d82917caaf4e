import type { WorkspaceSettings } from '../../../src/model/index.ts';
import { useSaveSettings } from '../../data/questions.ts';
import { NumberTableForm } from './number-table-form.tsx';

export function TargetsForm({ settings }: { settings: WorkspaceSettings }) {
  const save = useSaveSettings();
  return <NumberTableForm title="Targets" says={`Per quarter, in ${settings.reportingCurrency ?? 'the reporting currency'}. Named as on the forecast.`} nameLabel="Quarter" valueLabel="Target" given={settings.targets} save={{ ...save, mutate: (targets) => save.mutate({ targets }) }} />;
}
