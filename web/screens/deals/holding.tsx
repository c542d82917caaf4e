import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HoldingInput } from '../../../src/model/index.ts';
import { useHolding } from '../../data/questions.ts';
import { Section } from '../../ui/section.tsx';

const chips: ReadonlyArray<readonly [HoldingInput['reason'], string]> = [
  ['waiting_on_us', 'Waiting on us'],
  ['waiting_on_them', 'Waiting on them'],
  ['no_budget', 'No budget'],
  ['no_decision_maker', 'No decision maker'],
  ['competitor', 'A competitor'],
  ['fear_or_indecision', 'Fear or indecision'],
];

const silent = 'silent';

/** What is holding it: one tap, recorded; saying nothing is an answer too. */
export function Holding({ dealId }: { dealId: string }) {
  const holding = useHolding();
  const [said, setSaid] = useState<string | null>(null);
  if (said) return <Section title="What is holding it?"><p role="status">{said === silent ? 'Nothing was recorded.' : `Recorded: ${said}.`}</p></Section>;
  return (
    <Section title="What is holding it?">
      <div className="chips">
        {chips.map(([reason, words]) => <Button key={reason} loading={holding.isPending && holding.variables?.reason === reason} onClick={() => holding.mutate({ dealId, reason }, { onSuccess: () => setSaid(words) })}>{words}</Button>)}
        <Button variant="subtle" onClick={() => setSaid(silent)}>Say nothing</Button>
      </div>
      {holding.error ? <p className="lost-text" role="alert">{holding.error.message}</p> : null}
    </Section>
  );
}
