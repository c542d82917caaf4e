import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportPlan } from '../../../src/model/index.ts';
import { answered, usePlanImport, useStartImport, useUpload, type PlanInput, type Where } from '../../data/import-flow.ts';
import { useWorkspaceName, useWorkspaces } from '../../data/questions.ts';
import { ProblemPanel } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { many } from '../../ui/words.ts';
import { Confirmations, type Answers } from './confirmations.tsx';
import { CrmCards } from './crm-cards.tsx';
import { DropZone } from './drop-zone.tsx';
import { PlanTables, type PlanChanges } from './plan-tables.tsx';
import { PathField } from './path-field.tsx';

interface Planned { readonly where: Where; readonly plan: ImportPlan }

/** Files in, plan, at most five pre-filled confirmations, receipt: drop, import, done. */
export function ImportScreen() {
  const [planned, setPlanned] = useState<Planned | null>(null);
  const upload = useUpload();
  const planner = usePlanImport();
  const plan = (where: Where): void => planner.mutate(where, { onSuccess: (answer) => setPlanned({ where, plan: answer }) });
  const send = (files: readonly File[]): void => upload.mutate(files, { onSuccess: ({ uploadId }) => plan({ uploadId }) });
  const demo = useIsDemo();
  const problem = upload.error ?? planner.error;
  if (planned) return <PlanPage planned={planned} back={() => setPlanned(null)} />;
  return (
    <>
      <ScreenHead title="Import" sentence="Drop your CRM exports. Nothing leaves this machine." />
      {demo ? <DemoWarning /> : null}
      {problem ? <ProblemPanel problem={problem} /> : null}
      {demo ? null : <DropZone send={send} busy={upload.isPending ? 'Sending the files' : planner.isPending ? 'Reading the files' : null} />}
      {demo ? null : <PathField send={(paths) => plan({ paths })} />}
      <CrmCards />
    </>
  );
}

function useIsDemo(): boolean {
  const name = useWorkspaceName();
  const { data } = useWorkspaces();
  return data?.find((one) => one.name === name)?.demo ?? false;
}

/** Own data never lands in the demo. */
function DemoWarning() {
  const { data } = useWorkspaces();
  const own = data?.find((one) => !one.demo);
  return <p className="panel stale" role="note">This is the demo; your own files go into your own workspace. <PlaceLink to="/data/import" search={{ w: own?.name ?? 'main' }}>Use your own data</PlaceLink></p>;
}

function PlanPage({ planned, back }: { planned: Planned; back: () => void }) {
  const { plan, where } = planned;
  const [answers, setAnswers] = useState<Answers>(new Map());
  const [changes, setChanges] = useState<PlanChanges>({ kinds: [], columns: [] });
  const start = useStartImport();
  const navigate = useNavigate();
  const rows = plan.tables.filter((table) => table.use === 'import').reduce((sum, table) => sum + table.rows, 0);
  const request: PlanInput = { ...where, confirmations: answered(plan.confirmations, answers), ...(changes.kinds.length > 0 ? { kinds: changes.kinds } : {}), ...(changes.columns.length > 0 ? { columns: changes.columns } : {}) };
  const go = (): void => start.mutate(request, { onSuccess: (answer) => void navigate({ to: `/data/imports/${encodeURIComponent(answer.id)}` as never }) });
  const checks = plan.tables.flatMap((table) => table.columns).filter((column) => column.check).length + plan.confirmations.filter((one) => !one.sure).length;
  return (
    <>
      <ScreenHead title="Import" sentence={checks === 0 ? 'Everything was recognised. Nothing needs a look.' : `${many(checks, 'place needs', 'places need')} a look; all answers are filled in.`}>
        <Button onClick={back}>Other files</Button>
        <Button variant="filled" onClick={go} loading={start.isPending} disabled={rows === 0}>Import {many(rows, 'row')}</Button>
      </ScreenHead>
      {start.error ? <ProblemPanel problem={start.error} /> : null}
      <Section title="Please confirm" aside={`${plan.confirmations.length} of at most 5, filled in`}><Confirmations confirmations={plan.confirmations} answers={answers} change={setAnswers} /></Section>
      <Section title="Files"><PlanTables tables={plan.tables} changes={changes} change={setChanges} /></Section>
    </>
  );
}
