import { countWords, visitorOfChange, type ComparedRecord, type IdentityChange, type IdentityChangesAnswer, type IdentityExplanation, type IdentityRun, type ReviewAnswer, type ReviewPair } from '../../model/index.ts';
import { withoutControls } from './table.ts';

const causes = { word: 'somebody said so', run: 'evidence', recall: 'somebody was forgotten', limits: 'limits were set', rule: 'a rule', address: 'an address' } as const;

/** One line for each merge or split, its groups below. */
export function changeLines({ rows }: IdentityChangesAnswer): string[] {
  if (rows.length === 0) return ['Nobody was merged or split so far, and no account.'];
  return rows.flatMap((row) => {
    const { id, at, parts, cause, by, run, why } = row;
    const reason = [why ?? causes[cause], by, run === null ? null : `${cause === 'run' ? 'run' : 'look'} ${run}`].filter((part) => part !== null).join(', ');
    return [withoutControls(`${id}  ${at.slice(0, 16).replace('T', ' ')}  ${becameWords(row)} (${reason})`), ...parts.map((part) => `      ${withoutControls(part.join(', '))}`)];
  });
}

function becameWords({ kind, person, parts }: IdentityChange): string {
  const visitor = visitorOfChange(parts);
  if (visitor !== null) return kind === 'merge' ? `${person} is the visitor ${visitor}` : `${person} is not the visitor ${visitor} any more`;
  return `${person} ${kind === 'merge' ? `was merged from ${parts.length}` : `was split into ${parts.length}`}`;
}

/** A weight with its sign. */
export const signed = (weight: number): string => `${weight >= 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`;

/** The way between two records, a step a line, with what each comparison weighs. */
export function explanationLines({ a, b, same, path, apart, words }: IdentityExplanation): string[] {
  const said = words.map(({ says, at, by }) => `  ${at.slice(0, 10)} ${by ?? 'command line'} said: ${says}.`);
  const what = a.startsWith('account:') ? 'company' : 'person';
  if (!same) return [`${a} and ${b} are not one ${what}.`, `  ${apart ?? 'Nothing joins them.'}`, ...said];
  return [`${a} and ${b} are one ${what}, over ${countWords(path.length, 'step')}.`, ...path.flatMap(stepLines), ...said];
}

function stepLines(step: IdentityExplanation['path'][number]): string[] {
  const head = `  ${step.a} and ${step.b}: `;
  if (step.by === 'rule') return [head.trimEnd(), ...step.evidence.map(({ comparison, level }) => `    ${comparison}, ${step.who ?? 'command line'} on ${step.at.slice(0, 10)}: ${withoutControls(level)}`)];
  if (step.by === 'word') return [`${head}${step.who ?? 'command line'} said so on ${step.at.slice(0, 10)}.`];
  if (step.weight === null) return [head.trimEnd(), ...step.evidence.map(({ comparison, level }) => `    ${comparison}: ${withoutControls(level)}`)];
  return [`${head}weight ${signed(step.weight ?? 0)}, probability ${(step.probability ?? 0).toFixed(4)}`, ...step.evidence.map(({ comparison, level, weight }) => `    ${signed(weight).padStart(6)}  ${comparison}${level === '' ? '' : `: ${level}`}`)];
}

/** Each pair with its two records side by side, what differs and what it weighs. */
export function reviewLines({ rows, threshold, answered }: ReviewAnswer): string[] {
  if (threshold === null) return ['Nothing was compared yet.', '  Compare what is held: hindcast resolve run'];
  const said = `${answered.same} said to be the same, ${answered.different} different, ${answered.unsure} not sure so far.`;
  if (rows.length === 0) return [`No pair is in doubt. ${said}`];
  return [`Evidence joins from ${signed(threshold)} on. ${said}`, ...rows.flatMap(pairLines)];
}

const shown = ['name', 'email', 'phone', 'company', 'title'] as const satisfies ReadonlyArray<keyof ComparedRecord>;

function pairLines({ a, b, weight, joined }: ReviewPair): string[] {
  const width = Math.max(...shown.map((field) => a[field].length), a.key.length, 8);
  return [
    '', `${a.key.padEnd(width)}  ${b.key}   ${signed(weight)}, ${joined ? 'joined' : 'apart'}`,
    ...shown.filter((field) => a[field] !== '' || b[field] !== '').map((field) => `${(a[field] || '–').padEnd(width)}  ${b[field] || '–'}`),
  ];
}

const runStates: Readonly<Record<IdentityRun['state'], string>> = { under_way: 'under way', proposed: 'waits for "hindcast resolve approve"', in_force: 'in force', replaced: 'replaced by a later run', failed: 'failed' };

/** A line for each run: what it compared, what it changed, and whether it counts. */
export const runLines = (runs: readonly IdentityRun[]): string[] => runs.map(({ id, scope, state, startedAt, merges, splits, refused, oversized }) =>
  `${id}  ${startedAt.slice(0, 16).replace('T', ' ')}  ${scope === 'all' ? 'everything' : 'what was new'}: ${countWords(merges, 'merge')}, ${countWords(splits, 'split')}, ${refused} kept apart by a word or limit${oversized > 0 ? ` (${oversized} would make people of more than 200 records: look at "resolve review" before you approve)` : ''}; ${runStates[state]}`);
