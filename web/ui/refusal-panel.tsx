import type { Refusal } from '../../src/model/index.ts';
import { LockIcon } from './lock-icon.tsx';

const headings: Record<Refusal['code'], string> = {
  too_few_closed: 'Not enough to forecast.',
  too_few_answers: 'Not enough answers yet.',
  too_few_quarters: 'Not enough quarters yet.',
  no_dates: 'No dates in the file.',
  no_history: 'No history in the file.',
  no_amounts: 'No amounts in the file.',
  no_skill: 'The model earns nothing here.',
  older_than_evidence: 'Older than any evidence.',
  no_rows: 'Nothing here yet.',
  stale: 'The data is old.',
  mixed_currencies: 'Several currencies, no rates.',
  not_confirmed: 'To be confirmed first.',
};

/** A stage that declines to answer: why, what would open it and by which rule, and what works meanwhile. Never a blurred fake chart. */
export function RefusalPanel({ refusal, title }: { refusal: Refusal; title?: string }) {
  const heading = title ?? headings[refusal.code];
  return (
    <div className="panel refusal" role="note">
      <LockIcon />
      <div>
        <p><strong>{heading}</strong> {without(refusal.reason, heading)} {refusal.needed}</p>
        <p className="muted small">{/^planning rule/i.test(refusal.rule) ? refusal.rule : `Rule: ${refusal.rule}`}</p>
        {refusal.worksNow.length > 0 ? <p>What works now: {refusal.worksNow.join(', ')}.</p> : null}
      </div>
    </div>
  );
}

/** A reason that begins with the heading's own words does not say them twice. */
const without = (reason: string, heading: string): string => (reason.startsWith(heading) ? reason.slice(heading.length).trimStart() : reason);

/** A place that holds nothing yet, with the one step that fills it. */
export function LockedPanel({ children }: { children: React.ReactNode }) {
  return <div className="panel refusal" role="note"><LockIcon /><div>{children}</div></div>;
}
