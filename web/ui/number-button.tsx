import type { ReactNode } from 'react';
import { useChangeAddress } from '../data/url-state.ts';

/** A number that opens its drawer. */
export function NumberButton({ definition, children }: { definition: string; children: ReactNode }) {
  const change = useChangeAddress();
  return <button type="button" className="number-button" title="What this number is" onClick={() => change({ number: definition })}>{children}</button>;
}
