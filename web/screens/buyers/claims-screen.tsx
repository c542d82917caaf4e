import type { Claim, ClaimsAnswer } from '../../../src/model/index.ts';
import { useClaims } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { NumberButton } from '../../ui/number-button.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { many, percentText } from '../../ui/words.ts';

/** What "everybody knows" about buyers: holds here, does not hold here, or the data cannot tell. */
export function ClaimsScreen() {
  const claims = useClaims();
  return <Answer of={claims}>{(answer) => <Claims answer={answer} />}</Answer>;
}

const groups: ReadonlyArray<readonly [Claim['answer'], string]> = [['holds', 'Holds here'], ['does_not_hold', 'Does not hold here'], ['cannot_tell', 'Cannot tell yet']];

function Claims({ answer }: { answer: ClaimsAnswer }) {
  return (
    <>
      <ScreenHead title="What everybody knows, tested here" sentence={answer.sentence} />
      {groups.map(([verdict, title]) => <ClaimGroup key={verdict} title={title} claims={answer.claims.filter((claim) => claim.answer === verdict)} />)}
      <p><NumberButton definition="claims">{many(answer.comparisons, 'comparison')} made</NumberButton> and registered.</p>
      <p className="muted small">At most {percentText(answer.falseDiscoveryRate)} of what holds or does not hold is expected to be chance. Ranges are 95 % and of those who answered; what the silent would have said is in the unseen share.</p>
    </>
  );
}

function ClaimGroup({ title, claims }: { title: string; claims: readonly Claim[] }) {
  if (claims.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="ruled">
        {claims.map((claim) => (
          <li key={claim.id}>
            <p><strong>{claim.claim}</strong></p>
            <p>{claim.sentence}</p>
            <p className="muted small">Measured: {claim.measure}.{claim.qValue === null ? '' : ` q ${claim.qValue < 0.001 ? '< 0.001' : `= ${claim.qValue.toFixed(3)}`}`}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
