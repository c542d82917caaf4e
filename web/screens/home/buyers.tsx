import { useBuyers, useSomebodyAsked, useUnseen } from '../../data/questions.ts';
import { NumberButton } from '../../ui/number-button.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { LockedPanel } from '../../ui/refusal-panel.tsx';
import { Section } from '../../ui/section.tsx';

/** What buyers say, in two sentences; locked until somebody was asked. Asked apart from the rest of Home, which never waits for it. */
export function Buyers() {
  const somebody = useSomebodyAsked();
  const buyers = useBuyers(somebody);
  const unseen = useUnseen(undefined, somebody);
  if (!somebody || (buyers.data && buyers.data.asked === 0)) return <NobodyAsked />;
  const { low, high } = unseen.data ?? { low: null, high: null };
  return (
    <Section title="What buyers say" aside={<PlaceLink to="/buyers">All answers</PlaceLink>}>
      {buyers.data ? <p><NumberButton definition="said_share">{buyers.data.sentence}</NumberButton></p> : <p className="muted">…</p>}
      {buyers.data?.refusal ? <p className="muted small">{buyers.data.refusal.needed}</p> : null}
      {low !== null && high !== null ? <p><NumberButton definition="unseen_share"><strong>{Math.round(low * 100)} to {Math.round(high * 100)} of 100</strong></NumberButton> decisions were moved most by something no click could have shown. <PlaceLink to="/buyers/unseen">How this is known</PlaceLink></p> : null}
    </Section>
  );
}

const NobodyAsked = () => (
  <section className="section">
    <h2 className="spaced">What buyers say</h2>
    <LockedPanel><p><strong>Nobody has been asked yet.</strong> Answers of buyers would show what decided their purchase, also what no click could have shown. Open a deal and choose “Ask the buyer”.</p></LockedPanel>
  </section>
);
