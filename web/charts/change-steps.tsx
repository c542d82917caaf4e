import type { ChangesAnswer, Movement } from '../../src/model/index.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { countText, many, moneyText } from '../ui/words.ts';

const names: Record<Movement['kind'], string> = { new: 'New', pulled_in: 'Pulled in', up: 'Up', won: 'Won', lost: 'Lost', down: 'Down', pushed_out: 'Pushed out' };
/** As many ids as an address can carry. */
const mostIds = 400;
const order: ReadonlyArray<Movement['kind']> = ['new', 'pulled_in', 'up', 'won', 'lost', 'down', 'pushed_out'];

interface Step { readonly name: string; readonly tone: string; readonly from: number; readonly to: number; readonly shown: string; readonly deals: number; readonly ids: readonly string[] }

/** Steps from start to end, each beginning where the last one ended. */
export function stepsOf(changes: ChangesAnswer): Step[] {
  const money = (value: number): string => moneyText(value, changes.currency);
  const steps: Step[] = [{ name: 'Start', tone: '', from: 0, to: changes.start, shown: money(changes.start), deals: changes.startDeals, ids: [] }];
  let level = changes.start;
  for (const movement of order.flatMap((kind) => changes.movements.filter((one) => one.kind === kind))) {
    const tone = movement.kind === 'won' ? 'won-step' : movement.amount < 0 ? 'minus' : 'plus';
    steps.push({ name: names[movement.kind], tone, from: level, to: level + movement.amount, shown: `${movement.amount > 0 ? '+' : movement.amount < 0 ? '−' : ''}${money(Math.abs(movement.amount))}`, deals: movement.deals, ids: movement.dealIds });
    level += movement.amount;
  }
  return [...steps, { name: 'End', tone: '', from: 0, to: changes.end, shown: money(changes.end), deals: changes.endDeals, ids: [] }];
}

/** What changed, as one falling-water list: every bar names itself and opens its deals. */
export function ChangeSteps({ changes }: { changes: ChangesAnswer }) {
  const steps = stepsOf(changes);
  const reach = Math.max(1, ...steps.flatMap((step) => [step.from, step.to]));
  const lane = (step: Step) => ({ left: `${(Math.min(step.from, step.to) / reach) * 100}%`, width: `${(Math.abs(step.to - step.from) / reach) * 100}%` });
  return (
    <div className="steps">
      {steps.map((step) => {
        const body = <><span>{step.name}</span><span className="lane">{step.to === step.from ? null : <span style={lane(step)} />}</span><span className="number">{step.shown}</span><span className="number muted deals">{many(step.deals, 'deal')}{step.ids.length > mostIds ? `, first ${countText(mostIds)}` : ''}</span></>;
        return step.ids.length > 0
          ? <PlaceLink key={step.name} to="/deals" search={{ ids: step.ids.slice(0, mostIds).join(',') }} className={`step ${step.tone}`}>{body}</PlaceLink>
          : <div key={step.name} className={`step ${step.tone}`}>{body}</div>;
      })}
    </div>
  );
}
