import type { Tone } from '../../../../src/model/index.ts';

const tones: Readonly<Record<string, string>> = { negative: 'lost', positive: 'won', neutral: '' };

/** How something speaks, with the words that decided. */
export const ToneCell = ({ tone: { tone, words, why } }: { tone: Tone }) => (
  <><span className={`tag ${tones[tone] ?? ''}`} title={why}>{tone}</span>{words.length === 0 ? null : <span className="second-line">by {words.map(({ word, changedBy }) => `“${changedBy === null ? word : `${changedBy} … ${word}`}”`).join(', ')}</span>}</>
);

/** A heading that leads to where it was said, on another site. */
export const Said = ({ url, title, text }: { url: string | null; title: string | null; text: string }) => {
  const words = title ?? (text === '' ? 'the mention is gone' : text);
  return url ? <a href={url} target="_blank" rel="noreferrer noopener">{words}</a> : <>{words}</>;
};
