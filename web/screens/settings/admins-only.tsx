import type { ReactNode } from 'react';
import { useMe } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { LockedPanel } from '../../ui/refusal-panel.tsx';
import { ScreenHead } from '../../ui/section.tsx';

/** A screen for admins; others are told so, and nothing is asked for them. */
export function AdminsOnly({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  return <Answer of={me}>{(user) => (user.role === 'admin' ? children : <><ScreenHead title={title} /><LockedPanel><p><strong>For admins.</strong> Ask one of them; your role is {user.role}.</p></LockedPanel></>)}</Answer>;
}
