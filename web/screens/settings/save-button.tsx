import { Button } from '@mantine/core';
import type { ProblemAnswer } from '../../data/problem.ts';

interface Saving { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: ProblemAnswer | null }

/** Saves a form and says whether it worked. */
export function SaveButton({ of, label = 'Save' }: { of: Saving; label?: string }) {
  return (
    <div className="button-row">
      <Button type="submit" loading={of.isPending}>{label}</Button>
      <span role="status" className={of.error ? 'lost-text' : 'muted'}>{of.error ? `${of.error.message} ${of.error.todo ?? ''}` : of.isSuccess ? 'Saved.' : ''}</span>
    </div>
  );
}
