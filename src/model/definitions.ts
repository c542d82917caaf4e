import type { Unit } from './figure.ts';

/** A number's one declaration: what it means, its unit and how it is computed. Shown in the number drawer and versioned here. */
export interface Definition {
  readonly title: string;
  readonly means: string;
  readonly formula: string;
  readonly unit: Unit;
  readonly version: number;
}

export const definitions = {
  forecast: { title: 'Forecast of the quarter', means: 'What the quarter will probably bring: won so far, plus what open deals and deals not yet created will add.', formula: 'won so far + Σ simulated wins of open deals + simulated wins of new deals, 4,000 draws with a quarter-wide shock; middle and 8-in-10 range', unit: 'money', version: 1 },
  booked: { title: 'Won so far', means: 'Deals won in the quarter up to the date.', formula: 'Σ amount of deals won in the quarter, known by the date', unit: 'money', version: 1 },
  stage_weighted: { title: 'Stage-weighted sum', means: 'The classic estimate: each open deal times the past win rate of its stage.', formula: 'won so far + Σ amount × share of past deals in that stage that were won', unit: 'money', version: 1 },
  win_rate: { title: 'Win rate', means: 'Won deals among closed deals.', formula: 'won ÷ (won + lost)', unit: 'share', version: 1 },
  win_chance: { title: 'Chance to win', means: 'How many of 100 deals like this were won.', formula: 'landmark hazard model, pooled or by boosted trees, calibrated; or stage-and-age table; or win rate, chosen by evidence', unit: 'share', version: 2 },
  open_amount: { title: 'Open pipeline', means: 'Amounts of deals open on the date.', formula: 'Σ amount of open deals', unit: 'money', version: 1 },
  open_deals: { title: 'Open deals', means: 'Deals open on the date.', formula: 'count of deals created and not closed by the date', unit: 'count', version: 1 },
  leak: { title: 'Leak', means: 'Money lost where deals are lost or wait more than comparable deals alive at the same age.', formula: 'extra losses (or extra wait × loss hazard) × typical amount per quarter, shrunk, false discovery rate 10 %', unit: 'money', version: 1 },
  stale_deals: { title: 'Older than any win', means: 'Open deals older than every deal ever closed.', formula: 'count of open deals whose age exceeds the longest age at close', unit: 'count', version: 1 },
  past_close_date: { title: 'Past their close date', means: 'Open deals whose expected close date has passed.', formula: 'count of open deals with expected close before the date', unit: 'count', version: 1 },
  no_amount: { title: 'No amount', means: 'Open deals without an amount.', formula: 'count of open deals with empty or zero amount', unit: 'count', version: 1 },
  no_next_step: { title: 'No next step', means: 'Open deals without a next step.', formula: 'count of open deals with an empty next step, where the column exists', unit: 'count', version: 1 },
  conversion: { title: 'Conversion of inquiries', means: 'Inquiries won within the window, by the month they came in.', formula: 'won within the window ÷ inquiries, months wholly inside the log only', unit: 'share', version: 1 },
  response_rate: { title: 'Who came back', means: 'People who answered among those who were asked.', formula: 'answered ÷ asked; 8-in-10 range after Wilson', unit: 'share', version: 1 },
  said_share: { title: 'What buyers said', means: 'How often somebody or something is named as what most influenced the choice. Each deal counts once, however many of its people answered.', formula: "mean over deals with an answer of the share of the deal's answers that name it; “with the silent”: whatever those who did not answer would have said (Manski), and with the assumed share of misnaming", unit: 'share', version: 1 },
  buyer_agreement: { title: 'Agreement within a deal', means: 'Pairs of people of one deal who named the same.', formula: "agreeing pairs ÷ pairs; Krippendorff's alpha, nominal", unit: 'share', version: 1 },
  offer_wanted: { title: 'The offer was wanted', means: 'People who said that the offer was wanted, among those who answered that question.', formula: 'yes ÷ (yes + no); 8-in-10 range after Wilson', unit: 'share', version: 1 },
  unseen_share: { title: 'Decisions no click could have shown', means: 'Decided deals moved most by something that is not clicked: people, lists, events, earlier experience. Given as bounds, because some were silent, some misname, and some things are clicked only sometimes.', formula: 'mean over decided deals asked about of the share of people moved by something unseen; worst case for the silent (Manski 1989), for the assumed share of misnaming (Horowitz and Manski 1995) and for kinds a click shows sometimes; 95 % (Imbens and Manski 2004)', unit: 'share', version: 1 },
  claims: { title: 'Claims register', means: 'What “everybody knows” about buyers, each tested on own data against a mark fixed beforehand.', formula: 'normal approximation over deals; “holds” and “does not hold” at a false discovery rate of 10 % over all tests of the register (Benjamini–Hochberg)', unit: 'share', version: 1 },
  tracked_trace: { title: 'What trackers suggest', means: 'Won deals on which a touch, source or campaign left a trace that a tracker would credit. A trace is not what decided.', formula: 'won deals with a trace ÷ won deals', unit: 'share', version: 1 },
  cost_of_delay: { title: 'What waiting costs the buyer', means: "What each day without a solution costs the buyer, by what the buyer gave. Never the seller's revenue: neither price nor amount of the deal takes part.", formula: '(losses ÷ month + hours × cost of an hour ÷ week) × share that would go away + no longer paid ÷ month − running the new way ÷ month; range by interval arithmetic (Moore 1966): if every input lies in its range, so does the result', unit: 'money', version: 1 },
  at_stake: { title: 'At stake', means: 'What the deal would bring times its chance.', formula: 'amount × chance', unit: 'money', version: 1 },
} as const satisfies Record<string, Definition>;
export type DefinitionId = keyof typeof definitions;
