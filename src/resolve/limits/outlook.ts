import type { RuleOutlook } from '../../model/index.ts';
import type { EntityChange } from '../fold/entity-changes.ts';
import type { Folded } from '../fold/fold.ts';
import { ruleOfWord } from '../rules/rule-words.ts';
import { largestOf } from '../runs/preview.ts';

/** What limits or rules changed, or would change. */
export function outlookOf(counts: boolean, { changes, refusals }: Pick<Folded, 'refusals'> & { readonly changes: readonly EntityChange[] }): RuleOutlook {
  const of = (kind: EntityChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  return { counts, merges: of('merge'), splits: of('split'), refused: refusals.filter(isByRule).length, ...largestOf(changes) };
}

const isByRule = (one: Folded['refusals'][number]): boolean => one.why === 'limit' || one.why === 'rule' || (one.why === 'word' && ruleOfWord(one.sequence) !== null);
