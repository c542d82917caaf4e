import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProblemAnswer } from '../data/problem.ts';

interface TypedConfirmProps {
  /** What is typed to agree: the name of the thing. */
  readonly name: string;
  readonly verb: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly of: { readonly isPending: boolean; readonly error: ProblemAnswer | null };
  readonly onConfirm: () => void;
}

/** Something that cannot be undone: its name is typed first. */
export function TypedConfirm({ name, verb, consequence, confirm, of, onConfirm }: TypedConfirmProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) return <button type="button" className="link-button" onClick={() => setTyped('')} aria-label={`${verb} ${name}`}>{verb}</button>;
  return (
    <form className="typed-confirm" onSubmit={(event) => { event.preventDefault(); if (typed === name) onConfirm(); }}>
      <TextInput label={`Type ${name} to ${verb.toLowerCase()} it`} description={consequence} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
      <div className="button-row after-chart"><Button type="submit" className="destructive" disabled={typed !== name} loading={of.isPending}>{confirm}</Button><Button variant="subtle" onClick={() => setTyped(null)}>Cancel</Button></div>
      {of.error ? <p className="lost-text" role="alert">{of.error.message} {of.error.todo ?? ''}</p> : null}
    </form>
  );
}
