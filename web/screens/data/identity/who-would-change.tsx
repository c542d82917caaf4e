import { Button } from '@mantine/core';
import type { RuleOutlook } from '../../../../src/model/index.ts';
import { many } from '../../../ui/words.ts';
import { PersonLink, recordText } from '../../people/index.ts';

interface Tried {
  readonly outlook: RuleOutlook;
  /** What setting it is called. */
  readonly set: string;
  readonly isSetting: boolean;
  readonly onSet: () => void;
  readonly onLeave: () => void;
}

/** What limits or a rule would change, before they count: who, how many, and the largest. */
export function WhoWouldChange({ outlook, set, isSetting, onSet, onLeave }: Tried) {
  const { merges, splits, refused, records, largest } = outlook;
  return (
    <div className="spaced" role="status">
      <p>Would make {many(merges, 'merge')} and {many(splits, 'split')}, of {many(records, 'record')}; {many(refused, 'join')} that evidence asks for would stay out.{largest.length > 0 && largest.length < merges + splits ? ` The ${largest.length} largest:` : ''}</p>
      <ul className="plain-list changes-of-person">
        {largest.map(({ kind, person, parts }) => (
          <li key={`${kind}${person}`}>
            <p>{kind === 'merge' ? 'Would be one: ' : 'Would come apart: '}<PersonLink id={person}>{recordText(person)}</PersonLink></p>
            <p className="muted">{parts.map((part) => part.map(recordText).join(', ')).join(' · ')}</p>
          </li>
        ))}
      </ul>
      <div className="button-row"><Button size="compact-sm" loading={isSetting} onClick={onSet}>{set}</Button><Button size="compact-sm" variant="subtle" onClick={onLeave}>Leave it</Button></div>
    </div>
  );
}
