import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ActionAnswer, ActionsAnswer } from '../../../src/model/index.ts';
import { useActions, useSaveSettings } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { csvOf, saveFile } from '../../ui/csv.ts';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { many } from '../../ui/words.ts';
import { ActionCard } from './action-card.tsx';
import { mailText } from './mail-text.ts';

const states = [['', 'To do'], ['done', 'Done'], ['not_now', 'Not now'], ['disagree', 'Disagreed'], ['held', 'Comparison group'], ['all', 'All']] as const;

/** What is held out is not suggested to anybody; it is listed only when asked for. */
function isListed(action: ActionAnswer, status: string | undefined): boolean {
  if (status === 'all') return true;
  if (status === 'held') return action.heldOut;
  return !action.heldOut && action.state === (status ?? 'offered');
}

/** What to do, by whom, by when; what was said to it; and how its worth will be known. */
export function ActionsScreen() {
  const actions = useActions();
  return <Answer of={actions}>{(answer) => <ActionList answer={answer} />}</Answer>;
}

function ActionList({ answer }: { answer: ActionsAnswer }) {
  const { status, owner } = useAddress();
  const change = useChangeAddress();
  const owners = [...new Set(answer.actions.map((action) => action.owner).filter((name): name is string => Boolean(name)))].sort();
  const shown = answer.actions.filter((action) => isListed(action, status) && (!owner || action.owner === owner));
  const [limit, setLimit] = useState(30);
  return (
    <>
      <ScreenHead title="Actions" sentence={`${many(answer.actions.filter((action) => isListed(action, undefined)).length, 'deal deserves', 'deals deserve')} a step, most at stake first.`}>
        <Exports actions={shown} />
      </ScreenHead>
      <div className="filters">
        <label className="plain-field">Show<select value={status ?? ''} onChange={(event) => change({ status: event.currentTarget.value || undefined })}>{states.map(([value, name]) => <option key={value} value={value}>{name}</option>)}</select></label>
        <label className="plain-field">Sales person<select value={owner ?? ''} onChange={(event) => change({ owner: event.currentTarget.value || undefined })}><option value="">All</option>{owners.map((name) => <option key={name}>{name}</option>)}</select></label>
      </div>
      {shown.length === 0 ? <p>No action here.</p> : <ul className="cards wide">{shown.slice(0, limit).map((action) => <ActionCard key={action.id} action={action} />)}</ul>}
      {shown.length > limit ? <p className="after-chart"><Button onClick={() => setLimit(limit + 60)}>Show more ({shown.length - limit} left)</Button></p> : null}
      <Comparison comparison={answer.comparison} />
    </>
  );
}

function Comparison({ comparison }: { comparison: ActionsAnswer['comparison'] }) {
  const save = useSaveSettings();
  return (
    <Section title="Did it help?">
      <p>{comparison.sentence}</p>
      {comparison.offered && !comparison.on ? <Button onClick={() => save.mutate({ comparisonGroup: true })} loading={save.isPending}>Start a comparison group</Button> : null}
    </Section>
  );
}

function Exports({ actions }: { actions: readonly ActionAnswer[] }) {
  const [mail, setMail] = useState(false);
  const headers = ['account', 'deal', 'sign', 'step', 'by', 'due', 'at stake', 'currency', 'amount', 'state', 'reason'];
  const rows = actions.map((one) => [one.account, one.dealName ?? one.dealId, one.sign, one.step, one.by, one.dueAt.slice(0, 10), one.atStake, one.currency, one.amount, one.state, one.stateReason]);
  return (
    <>
      <Button onClick={() => saveFile('actions.csv', csvOf(headers, rows))}>CSV</Button>
      <Button onClick={() => setMail(true)}>Copy as e-mail</Button>
      <Modal opened={mail} onClose={() => setMail(false)} title="Copy as e-mail" closeButtonProps={{ 'aria-label': 'Close' }} size="lg"><MailText text={mailText(actions)} /></Modal>
    </>
  );
}

function MailText({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <>
      <Textarea aria-label="Text of the e-mail" value={text} readOnly autosize minRows={8} maxRows={20} />
      <div className="button-row after-chart"><Button variant="filled" onClick={copy}>Copy</Button><span role="status" className="muted">{copied ? 'Copied.' : 'Or select the text and copy it.'}</span></div>
    </>
  );
}
