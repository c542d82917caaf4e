import { useEffect } from 'react';

const everyMs = 3_000;

/** Asks again every three seconds while something is under way. */
export function useWhile(isUnderWay: boolean, again: () => unknown): void {
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(() => { again(); }, everyMs);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
}
