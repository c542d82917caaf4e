import { costOrSaving, dateWords, delayInputs, delaySourceNames, moneyWords, rangeWords, roundToRange, valueOfInput, type DelayAnswer, type DelayStanding } from '../../model/index.ts';
import { tableLines } from './table.ts';

/** The sentence, whether it may be used to hurry, what to ask, then every input with its evidence. */
export function delayLines(answer: DelayAnswer): string[] {
  const { cost, urgency, deadline, asOf } = answer;
  return [
    ...(urgency.state === 'not_advised' ? [urgency.advice, ...urgency.helps.map((one) => `- ${one}`), ''] : []),
    answer.sentence,
    ...(cost ? [`${weekWords(cost)} If every input lies in its range, so does the cost. Known since ${dateWords(cost.knownSince, asOf)}.`] : []),
    ...(answer.notCounted.length > 0 ? [`Not counted, because something of it is missing: ${answer.notCounted.join(', ')}.`] : []),
    ...(deadline && urgency.state !== 'not_advised' ? [deadlineLine(deadline, asOf)] : []),
    ...(answer.priority === null ? [] : [`What comes first for them: ${answer.priority}`]),
    ...(answer.ask.length === 0 ? [] : ['', 'To ask the buyer', ...answer.ask.map(({ question }) => `- ${question}`)]),
    ...(urgency.state === 'not_advised' ? [] : ['', urgency.advice]),
    ...(answer.inputs.length === 0 ? [] : ['', ...inputTable(answer.inputs, asOf)]),
  ];
}

function weekWords({ perWeek, currency }: NonNullable<DelayAnswer['cost']>): string {
  const { low, likely, high } = costOrSaving(perWeek);
  return `A week ${moneyWords(roundToRange(likely, low, high), currency, 6)} (${rangeWords(low, high, currency)}).`;
}

function deadlineLine({ on, decideBy, penalty }: NonNullable<DelayAnswer['deadline']>, asOf: string): string {
  const by = decideBy === null ? '' : ` To be in time the buyer decides by ${dateWords(decideBy.likely, asOf)} (${dateWords(decideBy.earliest, asOf)} to ${dateWords(decideBy.latest, asOf)}).`;
  const cost = penalty === null ? '' : ` Missing it costs ${moneyWords(roundToRange(penalty.likely, penalty.low, penalty.high), penalty.currency, 6)} once.`;
  return `Fixed day: ${dateWords(on, asOf)}.${by}${cost}`;
}

const inputTable = (inputs: readonly DelayStanding[], asOf: string): string[] => tableLines(inputs, [
  { title: 'Input', cell: ({ input }) => delayInputs[input].name }, { title: 'Value', align: 'right', cell: valueOfInput },
  { title: 'From', cell: ({ source, counts }) => `${delaySourceNames[source]}${counts ? '' : ', not counted'}` }, { title: 'Who', cell: ({ contact }) => contact?.name ?? contact?.id ?? '' },
  { title: 'Where', cell: ({ evidence }) => evidence ?? '' }, { title: 'Said', cell: ({ saidOn }) => (saidOn === null ? '' : dateWords(saidOn, asOf)) }, { title: 'Recorded', cell: ({ at }) => dateWords(at, asOf) },
]);
