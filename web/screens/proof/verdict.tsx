import type { ComparisonMade } from '../../../src/model/index.ts';

/** What came of a comparison, said in a word and not by colour alone. */
export function Verdict({ made, claimed = 'finding', otherwise = 'none' }: { made: ComparisonMade; claimed?: string; otherwise?: string }) {
  if (made.verdict === 'lapsed') return <span className="tag caution">not held later</span>;
  return made.verdict === 'claimed' ? <span className="tag won">{claimed}</span> : <span className="tag">{otherwise}</span>;
}
