import type { Ask } from '../../../src/model/index.ts';
import { influenceKinds } from '../../../src/model/influence-kinds.ts';
import { useAsks, useTakeBack } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { LockedPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { countText, many, shortDay } from '../../ui/words.ts';
import { TakeBack } from './take-back.tsx';

/** Every link that was made: about which deal, where it stands, what came back. */
export function AskedScreen() {
  const asks = useAsks();
  return <Answer of={asks}>{(answer) => <Asked asks={answer} />}</Answer>;
}

export const askStates: Record<Ask['state'], string> = { waiting: 'waiting', answered: 'answered', declined: 'would rather not say', ended: 'link ended', taken_back: 'taken back' };

function Asked({ asks }: { asks: readonly Ask[] }) {
  const takeBack = useTakeBack();
  const columns: Array<Column<Ask>> = [
    { id: 'deal', header: 'Deal', value: (ask) => ask.dealId, show: (ask) => <PlaceLink to={`/deals/${encodeURIComponent(ask.dealId)}`}>{ask.dealId}</PlaceLink>, card: 'title' },
    { id: 'asked', header: 'Asked', value: (ask) => ask.createdAt, show: (ask) => shortDay(ask.createdAt) },
    { id: 'by', header: 'By', value: (ask) => ask.by ?? 'command line' },
    { id: 'state', header: 'State', value: (ask) => askStates[ask.state] },
    { id: 'said', header: 'Said', value: (ask) => (ask.said ? influenceKinds[ask.said].name : null) },
    { id: 'text', header: 'In own words', value: (ask) => ask.text },
    { id: 'end', header: 'Link', value: (ask) => ask.expiresAt, show: (ask) => (ask.state === 'waiting' ? <TakeBack id={ask.id} takeBack={takeBack} /> : <span className="muted">–</span>) },
  ];
  const answered = asks.filter((ask) => ask.state === 'answered').length;
  return (
    <>
      <ScreenHead title="Asked" sentence={`${many(asks.length, 'link')} made here, ${countText(answered)} answered. Answers imported from elsewhere are in the results, not in this list.`} />
      <RowTable label="Asked" rows={asks} columns={columns} keyOf={(ask) => ask.id} csvName="asked" empty={<LockedPanel><p><strong>No link was made here yet.</strong> Open a deal and choose “Ask the buyer”.</p></LockedPanel>} />
    </>
  );
}
