import { Button } from '@mantine/core';
import type { useTakeBack } from '../../data/questions.ts';

/** Ends a link. Unless it was answered, it then counts as never asked. */
export function TakeBack({ id, takeBack }: { id: string; takeBack: ReturnType<typeof useTakeBack> }) {
  return (
    <>
      <Button size="compact-sm" loading={takeBack.isPending && takeBack.variables === id} onClick={() => takeBack.mutate(id)}>Take back</Button>
      {takeBack.error && takeBack.variables === id ? <span className="lost-text" role="alert"> {takeBack.error.message}</span> : null}
    </>
  );
}
