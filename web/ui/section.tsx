import type { ReactNode } from 'react';

/** A part of a screen, parted by space and a rule: a heading, an optional remark at the right, the content. */
export function Section({ title, aside, children, id }: { title: string; aside?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="section" {...(id ? { id } : {})}>
      <header className="section-head"><h2>{title}</h2>{aside ? <div className="section-aside">{aside}</div> : null}</header>
      {children}
    </section>
  );
}

/** The head of every screen: what it is, the finding, its first action. */
export function ScreenHead({ title, sentence, children }: { title: string; sentence?: string | null | undefined; children?: ReactNode }) {
  return (
    <header className="screen-head">
      <div><h1>{title}</h1>{sentence ? <p className="screen-sentence">{sentence}</p> : null}</div>
      {children ? <div className="screen-actions">{children}</div> : null}
    </header>
  );
}

/** One header for every object: name, owner, freshness, date. */
export function ObjectHead({ kind, name, facts }: { kind: string; name: string; facts: ReadonlyArray<string | null | undefined> }) {
  return (
    <header className="object-head">
      <p className="muted small">{kind}</p>
      <h1>{name}</h1>
      <p className="muted">{facts.filter(Boolean).join(' · ')}</p>
    </header>
  );
}
