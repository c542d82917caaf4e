import { countWords, dateWords, refusalWords, type Ask, type AskLink, type BuyersAnswer, type ClaimsAnswer, type OptionSaid, type UnseenAnswer } from '../../model/index.ts';
import { tableLines } from './table.ts';

const percent = (share: number | null): string => (share === null ? '' : `${Math.round(share * 100)} %`);
const range = (low: number | null, high: number | null): string => (low === null || high === null ? '' : `${Math.round(low * 100)}–${Math.round(high * 100)}`);

/** The link alone on its line, so that it can be copied; then until when, and where it works. */
export const askLinkLines = ({ ask, link }: AskLink): string[] => [
  link.url, `For one person, about ${ask.dealId}, until ${dateWords(link.expiresAt, ask.createdAt)}. Send it yourself: Hindcast sends nothing. It is shown this once.`, ...(link.note ? [link.note] : []),
];

const states: Readonly<Record<Ask['state'], string>> = { waiting: 'waiting', answered: 'answered', declined: 'would rather not say', ended: 'no answer, link ended', taken_back: 'taken back' };

export const askLines = (asks: readonly Ask[]): string[] => (asks.length === 0 ? ['Nobody has been asked yet. Ask with: hindcast ask create DEAL'] : tableLines(asks, [
  { title: 'Ask', cell: (ask) => ask.id }, { title: 'Deal', cell: (ask) => ask.dealId }, { title: 'Contact', cell: (ask) => ask.contactId ?? '' },
  { title: 'Asked', cell: (ask) => ask.createdAt.slice(0, 10) }, { title: 'State', cell: (ask) => states[ask.state] }, { title: 'Said', cell: (ask) => ask.said?.replaceAll('_', ' ') ?? '' }, { title: 'In own words', cell: (ask) => ask.text ?? '' },
]));

const place = ({ rankLow, rankHigh }: OptionSaid): string => (rankLow === null || rankHigh === null ? '' : rankLow === rankHigh ? `${rankLow}` : `${rankLow}–${rankHigh}`);

/** Response first, then what was said with its ranges, then what trackers suggest, apart. */
export function buyersLines(answer: BuyersAnswer): string[] {
  if (answer.asked === 0) return [answer.sentence, ...(answer.refusal ? refusalWords(answer.refusal).slice(1) : [])];
  return [
    answer.sentence, '',
    ...tableLines(answer.response, [
      { title: 'Deal', cell: (row) => row.outcome }, { title: 'Asked', align: 'right', cell: (row) => String(row.asked) }, { title: 'Answered', align: 'right', cell: (row) => String(row.answered) },
      { title: 'Declined', align: 'right', cell: (row) => String(row.declined) }, { title: 'Rate', align: 'right', cell: (row) => percent(row.rate) }, { title: '8 in 10', align: 'right', cell: (row) => range(row.low, row.high) },
    ]), '',
    'What buyers said', ...tableLines(answer.options, [
      { title: 'Place', align: 'right', cell: place }, { title: 'Who or what', cell: (row) => row.label }, { title: 'Answers', align: 'right', cell: (row) => String(row.answers) }, { title: 'Won', align: 'right', cell: (row) => String(row.wonAnswers) },
      { title: 'Lost', align: 'right', cell: (row) => String(row.lostAnswers) }, { title: 'Share', align: 'right', cell: (row) => percent(row.share) }, { title: '8 in 10', align: 'right', cell: (row) => range(row.low, row.high) },
      { title: 'With the silent', align: 'right', cell: (row) => range(row.worstLow, row.worstHigh) },
    ]),
    ...(answer.refusal ? ['', ...refusalWords(answer.refusal)] : []), '',
    agreementLine(answer), ...(answer.offers.share === null ? [] : [`The offer was wanted: ${answer.offers.wanted} of ${answer.offers.answered} (8 in 10: ${range(answer.offers.low, answer.offers.high)} %).`]), '',
    'What trackers suggest: traces on won deals, not what decided them', ...(answer.tracked.rows.length === 0 ? ['No touch, source or campaign that a tracker would credit.'] : tableLines(answer.tracked.rows, [
      { title: 'Who or what', cell: (row) => row.label }, { title: 'Won deals', align: 'right', cell: (row) => `${row.wonDeals} of ${answer.tracked.wonDeals}` }, { title: 'Touches', align: 'right', cell: (row) => String(row.touches) },
    ])),
  ];
}

function agreementLine({ agreement }: BuyersAnswer): string {
  if (agreement.share === null) return 'No deal has two answers yet, so agreement within a deal is not known.';
  return `Within ${countWords(agreement.deals, 'deal')}, ${agreement.samePairs} of ${countWords(agreement.pairs, 'pair')} of people named the same${agreement.alpha === null ? '' : ` (Krippendorff's alpha ${agreement.alpha.toFixed(2)})`}.`;
}

/** The bounds, what each allowance costs, and what trackers saw of the same decisions. */
export function unseenLines(answer: UnseenAnswer): string[] {
  const { tracked, allDecided } = answer;
  const seen = tracked.deals === 0 ? [] : [`Trackers saw a touch on ${tracked.withTouch} of the same ${countWords(tracked.deals, 'deal')}, and something that is clicked on ${tracked.withClick}.`];
  if (answer.refusal) return [...refusalWords(answer.refusal), ...seen];
  return [
    answer.sentence, `Taking everybody who answered at their word: ${percent(answer.naive)} (95 %: ${range(answer.naiveLow, answer.naiveHigh)}).`,
    ...(answer.ifAlike ? [`If the silent differ from those who answered by odds of at most ${answer.ifAlike.odds}: ${range(answer.ifAlike.low, answer.ifAlike.high)} of 100.`, ''] : []),
    ...tableLines(answer.steps, [{ title: 'Allowing for', cell: (row) => row.allowing }, { title: 'From', align: 'right', cell: (row) => percent(row.low) }, { title: 'To', align: 'right', cell: (row) => percent(row.high) }]), '',
    ...tableLines(answer.sensitivity, [{ title: 'If misnamed', align: 'right', cell: (row) => percent(row.misnaming) }, { title: 'From', align: 'right', cell: (row) => percent(row.low) }, { title: 'To', align: 'right', cell: (row) => percent(row.high) }]), '',
    ...(allDecided ? [`Of all ${countWords(allDecided.deals, 'deal')} decided since the first question: ${range(allDecided.low, allDecided.high)} of 100.`] : []), ...seen,
  ];
}

export const claimLines = (answer: ClaimsAnswer): string[] => [
  answer.sentence, '',
  ...answer.claims.flatMap((claim) => [`${claim.claim}`, `  ${claim.sentence} Measured: ${claim.measure}.`]), '',
  `${countWords(answer.comparisons, 'comparison')} made; false discoveries held at ${Math.round(answer.falseDiscoveryRate * 100)} %. Of those who answered: the silent are in "unseen", not here.`,
];
