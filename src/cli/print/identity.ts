import { countWords, type IdentityChangesAnswer, type IdentityExplanation } from '../../model/index.ts';

const causes = { word: 'somebody said so', run: 'evidence', recall: 'somebody was forgotten' } as const;

/** One line for each merge or split, its groups below. */
export function changeLines({ rows }: IdentityChangesAnswer): string[] {
  if (rows.length === 0) return ['Nobody was merged or split so far.'];
  return rows.flatMap(({ id, at, kind, person, parts, cause, by }) => [
    `${id}  ${at.slice(0, 16).replace('T', ' ')}  ${person} ${kind === 'merge' ? `was merged from ${parts.length}` : `was split into ${parts.length}`} (${causes[cause]}${by === null ? '' : `, ${by}`})`,
    ...parts.map((part) => `      ${part.join(', ')}`),
  ]);
}

const signed = (weight: number): string => `${weight >= 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`;

/** The way between two records, a step a line, with what each comparison weighs. */
export function explanationLines({ a, b, same, path, apart, words }: IdentityExplanation): string[] {
  const said = words.map(({ says, at, by }) => `  ${at.slice(0, 10)} ${by ?? 'command line'} said: ${says}.`);
  if (!same) return [`${a} and ${b} are not one person.`, `  ${apart ?? 'Nothing joins them.'}`, ...said];
  return [`${a} and ${b} are one person, over ${countWords(path.length, 'step')}.`, ...path.flatMap(stepLines), ...said];
}

function stepLines(step: IdentityExplanation['path'][number]): string[] {
  const head = `  ${step.a} and ${step.b}: `;
  if (step.by === 'word') return [`${head}${step.who ?? 'command line'} said so on ${step.at.slice(0, 10)}.`];
  return [`${head}weight ${signed(step.weight ?? 0)}, probability ${(step.probability ?? 0).toFixed(4)}`, ...step.evidence.map(({ comparison, level, weight }) => `    ${signed(weight).padStart(6)}  ${comparison}${level === '' ? '' : `: ${level}`}`)];
}
