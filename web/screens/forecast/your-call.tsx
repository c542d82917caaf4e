import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ForecastAnswer } from '../../../src/model/index.ts';
import { useSetCall } from '../../data/questions.ts';
import { wholeMoney, countText } from '../../ui/words.ts';

/** The leader's own number, kept and scored like the model. */
export function YourCall({ quarter }: { quarter: ForecastAnswer }) {
  const [text, setText] = useState('');
  const set = useSetCall();
  const value = Number(text.replaceAll(/[\s,']/g, ''));
  const valid = text.trim() !== '' && Number.isFinite(value) && value >= 0;
  const shown = quarter.yourCall === null ? null : quarter.unit === 'money' ? wholeMoney(quarter.yourCall, quarter.currency) : countText(quarter.yourCall);
  const submit = (): void => set.mutate({ quarter: quarter.quarter, value }, { onSuccess: () => setText('') });
  return (
    <form className="filters your-call" onSubmit={(event) => { event.preventDefault(); if (valid) submit(); }}>
      <TextInput label={`Your call for ${quarter.quarter}${quarter.currency ? ` (${quarter.currency})` : ''}`} description={shown ? `Now: ${shown}. Scored like the model.` : 'Your own number, scored like the model.'} inputMode="decimal" value={text}
        onChange={(event) => setText(event.currentTarget.value)} error={set.error?.message ?? (text && !valid ? 'A number, such as 2800000' : undefined)} />
      <Button type="submit" disabled={!valid} loading={set.isPending}>Set your call</Button>
    </form>
  );
}
