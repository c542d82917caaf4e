import { Button } from '@mantine/core';
import type { PageToken } from '../../../src/model/index.ts';
import { useRights, useTakeBackOwnLink } from '../../data/questions.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { countText, shortDay } from '../../ui/words.ts';
import { PersonLink } from './person-link.tsx';
import { recordText } from './person-words.ts';

type State = 'works' | 'taken back' | 'ended';
const stateOf = ({ revokedAt, expiresAt }: PageToken): State => (revokedAt ? 'taken back' : Date.parse(expiresAt) <= Date.now() ? 'ended' : 'works');

/** Links to people's own pages: whose, until when, how often opened. Their secrets are shown once, when they are made. */
export function OwnLinks({ title, links, empty, linked = false }: { title: string; links: readonly PageToken[]; empty: string; linked?: boolean }) {
  const { isAdmin } = useRights();
  const takeBack = useTakeBackOwnLink();
  const columns: Array<Column<PageToken>> = [
    { id: 'subject', header: 'For', value: (row) => recordText(row.subject), show: (row) => <PersonLink id={linked ? row.subject : null}>{recordText(row.subject)}</PersonLink>, card: 'title' },
    { id: 'made', header: 'Made', value: (row) => row.createdAt, show: (row) => shortDay(row.createdAt) },
    { id: 'by', header: 'By', value: (row) => row.createdBy },
    { id: 'until', header: 'Until', value: (row) => row.expiresAt, show: (row) => shortDay(row.expiresAt) },
    { id: 'opened', header: 'Opened', value: (row) => row.uses, show: (row) => (row.uses === 0 ? <span className="muted">never</span> : `${countText(row.uses)}, last ${shortDay(row.lastUsedAt)}`), number: true },
    { id: 'state', header: 'State', value: stateOf },
    { id: 'end', header: 'End it', value: () => null, show: (row) => (isAdmin && stateOf(row) === 'works' ? <Button size="compact-sm" loading={takeBack.isPending && takeBack.variables === row.id} onClick={() => takeBack.mutate(row.id)} aria-label={`Take back the link for ${recordText(row.subject)}`}>Take back</Button> : <span className="muted">–</span>) },
  ];
  return (
    <Section title={title}>
      {takeBack.error ? <p className="lost-text" role="alert">{takeBack.error.message} {takeBack.error.todo ?? ''}</p> : null}
      <RowTable label={title} rows={links} columns={columns} keyOf={(row) => row.id} empty={<p className="muted">{empty}</p>} />
    </Section>
  );
}
