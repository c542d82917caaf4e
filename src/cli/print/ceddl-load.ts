import type { CeddlLoad } from '../../model/index.ts';

export function ceddlLoadLines({ source, objects, refused, firstRefused, accepted, dropped, quarantined, duplicate, findings }: CeddlLoad): string[] {
  const said = Object.entries(findings).map(([rule, count]) => `${rule} in ${count}`);
  return [
    `${objects} objects read into source "${source}": ${accepted} calls accepted, ${dropped} dropped, ${quarantined} in quarantine, ${duplicate} repetitions.`,
    ...(refused === 0 ? [] : [`${refused} objects were not taken:`, ...firstRefused.map(({ line, why }) => `  line ${line}: ${why}`)]),
    ...(said.length === 0 ? [] : [`What the standard says of them: ${said.join(', ')}.`]),
  ];
}
