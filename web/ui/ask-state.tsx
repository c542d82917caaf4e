import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { ProblemAnswer } from '../data/problem.ts';
import { SignInNeeded } from './sign-in-needed.tsx';

interface Asking<T> {
  readonly data: T | undefined;
  readonly error: ProblemAnswer | null;
  readonly isFetching: boolean;
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
}

/** Shows an answer, a skeleton after 200 ms while there is none, the old answer marked "updating", or what went wrong and what to do. */
export function Answer<T>({ of, lines = 6, children }: { of: Asking<T>; lines?: number; children: (answer: T) => ReactNode }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.isFetching && of.isPlaceholderData ? <p className="updating" role="status">updating</p> : null}
        {of.error ? <ProblemPanel problem={of.error} retry={of.refetch} /> : null}
        {children(of.data)}
      </>
    );
  }
  if (of.error) return <ProblemPanel problem={of.error} retry={of.refetch} />;
  return <LateSkeleton lines={lines} />;
}

function LateSkeleton({ lines }: { lines: number }) {
  const late = useLater(200);
  if (!late) return <div className="skeleton-room" />;
  return (
    <div aria-busy="true" aria-label="Loading" role="status">
      {Array.from({ length: lines }, (_, index) => <Skeleton key={index} height={20} mb={12} width={`${96 - ((index * 17) % 40)}%`} radius={4} />)}
    </div>
  );
}

function useLater(delayMs: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return late;
}

export function ProblemPanel({ problem, retry }: { problem: ProblemAnswer; retry?: () => unknown }) {
  if (problem.code === 'not_signed_in') return <SignInNeeded />;
  return (
    <div className="panel problem" role="alert">
      <p><strong>{problem.message}</strong> {problem.todo ?? ''}</p>
      {problem.instance ? <p className="muted small">Problem {problem.instance}</p> : null}
      {retry ? <Button onClick={() => retry()}>Try again</Button> : null}
    </div>
  );
}
