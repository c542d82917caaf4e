import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { PlaceLink } from '../ui/place-link.tsx';

export function UnknownPlace() {
  return <div className="panel"><h1>No such place</h1><p>This address leads nowhere. <PlaceLink to="/">Go to Home</PlaceLink>.</p></div>;
}

/** A fault in one screen leaves the others standing. */
export function BrokenScreen({ error, reset }: ErrorComponentProps) {
  return (
    <div className="panel problem" role="alert">
      <h1>This screen broke</h1>
      <p>{error instanceof Error ? error.message : 'For a reason unknown.'}</p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
