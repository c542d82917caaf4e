import type { IdentityExplanation } from '../../../src/model/index.ts';
import { useExplanation } from '../../data/identity-questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { dayText } from '../../ui/words.ts';
import { recordText } from './person-words.ts';

type Step = IdentityExplanation['path'][number];

/** The way from one record to another, a step at a time, with what each comparison weighs. */
export function WhyJoined({ a, b }: { a: string; b: string }) {
  const explanation = useExplanation(a, b);
  return <Answer of={explanation} lines={4}>{(found) => <Explained found={found} />}</Answer>;
}

/** The steps of an explanation. */
export function Explained({ found }: { found: IdentityExplanation }) {
  if (!found.same) return <p>They are not one. {found.apart ?? 'Nothing joins them.'}</p>;
  return <ol className="plain-list">{found.path.map((step) => <li key={`${step.a}${step.b}`}><StepLine step={step} />{step.evidence.length > 0 && step.weight !== null ? <Weights evidence={step.evidence} weight={step.weight} /> : null}</li>)}</ol>;
}

const StepLine = ({ step }: { step: Step }) => (step.by === 'word'
  ? <p>{recordText(step.a)} and {recordText(step.b)}: {step.who ?? 'somebody at the command line'} said on {dayText(step.at)} that they are the same.</p>
  : step.by === 'rule' ? <p>{recordText(step.a)} and {recordText(step.b)}: {step.evidence.map(({ level }) => level).join(' ')} Set on {dayText(step.at)} by {step.who ?? 'somebody at the command line'}.</p>
  : step.weight === null ? <p>{recordText(step.a)} and {recordText(step.b)}: {step.evidence.map(({ comparison, level }) => `${comparison} ${level}`).join('; ')}.</p> : <p>{recordText(step.a)} and {recordText(step.b)}: the evidence found on {dayText(step.at)} says {chanceText(step.probability ?? 0)}.</p>);

/** Weights are unbounded, chances are not: beyond this many nines none is read. */
const chanceText = (probability: number): string => (probability > 0.9995 ? 'more than 99.9 % that they are one' : `${(probability * 100).toFixed(1)} % that they are one`);
/** A weight in doublings of the odds, with its sign. */
export const signedWeight = (weight: number): string => `${weight >= 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`;

/** What speaks for and against, each as long as it weighs. */
export function Weights({ evidence, weight }: { evidence: Step['evidence']; weight: number }) {
  const most = Math.max(1, ...evidence.map((one) => Math.abs(one.weight)));
  return (
    <table className="weights">
      <caption className="muted small">Doublings of the odds: each point makes “one person” twice as likely, a point below zero half as likely.</caption>
      <tbody>
        {evidence.map((one) => (
          <tr key={one.comparison}>
            <th scope="row">{one.comparison}{one.level === '' ? null : <span className="second-line">{one.level}</span>}</th>
            <td className="weights-bar"><svg width="100%" height="12" aria-hidden="true"><rect className={one.weight >= 0 ? 'for' : 'against'} width={`${(100 * Math.abs(one.weight)) / most}%`} height="12" rx="2" /></svg></td>
            <td className="number">{signedWeight(one.weight)}</td>
          </tr>
        ))}
        <tr className="weights-sum"><th scope="row">Together</th><td /><td className="number">{signedWeight(weight)}</td></tr>
      </tbody>
    </table>
  );
}
