import type { Leak } from '../../../src/model/index.ts';
import { NumberButton } from '../../ui/number-button.tsx';
import { PlaceLink, rowsPlace } from '../../ui/place-link.tsx';
import { Section } from '../../ui/section.tsx';
import { moneyText, rangeText } from '../../ui/words.ts';

/** Where money is lost: the sentence, the money a quarter with its range, the rows. */
export function Leaks({ leaks, sentence, limit = 3 }: { leaks: readonly Leak[]; sentence: string; limit?: number }) {
  return (
    <Section title="Leaks" aside={limit > 3 ? null : <PlaceLink to="/journey">All on the journey</PlaceLink>}>
      {leaks.length === 0 ? <p>{sentence}</p> : null}
      <ol className="ruled">{leaks.slice(0, limit).map((leak) => <LeakLine key={leak.id} leak={leak} />)}</ol>
    </Section>
  );
}

function LeakLine({ leak }: { leak: Leak }) {
  const { moneyPerQuarter, moneyLow, moneyHigh, currency } = leak;
  const priced = moneyPerQuarter !== null && moneyLow !== null && moneyHigh !== null;
  return (
    <li className="leak">
      <p>{leak.sentence}</p>
      <p className="leak-money">
        {priced ? <><NumberButton definition="leak"><strong>{moneyText(moneyPerQuarter, currency, [moneyLow, moneyHigh])}</strong></NumberButton> a quarter <span className="range">({rangeText(moneyLow, moneyHigh, 'money', currency)})</span> · {leak.moneyIs} · </> : null}
        <PlaceLink {...rowsPlace(leak.rows)}>{leak.deals} deals</PlaceLink> <span className="muted">against {leak.comparableDeals} comparable</span>
      </p>
    </li>
  );
}
