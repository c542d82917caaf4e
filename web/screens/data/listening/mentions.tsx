import type { HeardMention } from '../../../../src/model/index.ts';
import { useMentions } from '../../../data/listening-questions.ts';
import { useAddress, useChangeAddress } from '../../../data/url-state.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { agoText, clockText } from '../../../ui/words.ts';
import { Choice } from '../events/events-screen.tsx';
import { Said, ToneCell } from './tone-words.tsx';

const kindWords = { own: 'own brands', rival: 'rivals', account: 'accounts' } as const;
const mostShown = 200;

/** What was heard, the last first: whom it is about and why that is believed, and how it speaks. */
export function Mentions() {
  const { tab } = useAddress();
  const change = useChangeAddress();
  const kind = tab !== undefined && tab in kindWords ? tab : undefined;
  const asked = useMentions({ kind, limit: mostShown }, true);
  return (
    <Section title="Mentions" aside={asked.data?.more ? `the last ${mostShown}` : null}>
      <div className="filters"><Choice label="About" value={kind} options={Object.entries(kindWords)} onChange={(next) => change({ tab: next })} /></div>
      <Answer of={asked} lines={6}>{({ mentions }) => <RowTable label="Mentions" rows={mentions} columns={columns} keyOf={(row) => `${row.source} ${row.id}`} csvName="mentions" empty={<p className="muted">Nothing was heard{kind ? ` about ${kindWords[kind as keyof typeof kindWords]}` : ''}. Follow a feed or a search below.</p>} />}</Answer>
    </Section>
  );
}

const longestText = 160;
const cut = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText).toWellFormed()}…`);

const columns: Array<Column<HeardMention>> = [
  { id: 'said', header: 'What was said', value: (row) => row.title ?? row.text, show: (row) => <><Said url={row.url} title={row.title} text={cut(row.text)} />{row.title ? <span className="second-line">{cut(row.text)}</span> : null}</>, card: 'title' },
  { id: 'about', header: 'About', value: (row) => row.about.map(({ id }) => id).join(', '), show: (row) => <>{row.about.map(({ kind, id, matched, reason }) => <span key={`${kind} ${id}`} className="about">{kind === 'account' ? <PlaceLink to={`/accounts/${encodeURIComponent(id)}`}>{matched}</PlaceLink> : id}<span className="second-line">{reason}</span></span>)}</> },
  { id: 'tone', header: 'Tone', value: (row) => row.tone.tone, show: (row) => <ToneCell tone={row.tone} /> },
  { id: 'arrived', header: 'Arrived', value: (row) => row.arrivedAt, show: (row) => <><span title={clockText(row.arrivedAt)}>{agoText(row.arrivedAt)}</span><span className="second-line">{row.source} · {row.kind}</span></> },
];
