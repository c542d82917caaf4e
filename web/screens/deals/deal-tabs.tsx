import { useAddress } from '../../data/url-state.ts';
import { PlaceLink } from '../../ui/place-link.tsx';

const tabs = [['', 'Deal'], ['delay', 'Delay']] as const;

/** Parts of one deal; the current one is said, not only coloured. */
export function DealTabs({ dealId }: { dealId: string }) {
  const { tab = '' } = useAddress();
  return (
    <nav className="object-tabs" aria-label="Parts of this deal">
      {tabs.map(([name, title]) => <span key={name} className={tab === name ? 'tab here' : 'tab'} {...(tab === name ? { 'aria-current': 'page' } : {})}><PlaceLink to={`/deals/${encodeURIComponent(dealId)}`} search={name === '' ? {} : { tab: name }}>{title}</PlaceLink></span>)}
    </nav>
  );
}
