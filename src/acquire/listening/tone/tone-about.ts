import type { Mention, MentionMatch, Tone } from '../../../model/index.ts';
import { toneOfText } from './tone-of-text.ts';

/** How a whole mention speaks. */
export const toneOfMention = (mention: Mention): Tone => toneOfText(`${mention.title ?? ''}\n${mention.text}`, mention.language);

/**
 * How a mention speaks of one that it names: by the sentences with the name. Where these decide nothing, the whole counts,
 * unless others are named too: then it is not known of whom it speaks.
 */
export function toneAbout(mention: Mention, match: MentionMatch, others: number): Tone {
  const sentences = [...sentencesWith(mention.title ?? '', 'title', match), ...sentencesWith(mention.text, 'text', match)];
  const near = sentences.length === 0 ? null : toneOfText(sentences.join('\n'), mention.language);
  if (near !== null && (near.words.length > 0 || others > 0)) return near;
  return others > 0 ? { ...toneOfMention(mention), tone: 'cannot tell', why: 'It names several, and none of them in the text.' } : toneOfMention(mention);
}

function sentencesWith(text: string, where: 'title' | 'text', { places }: MentionMatch): string[] {
  const starts = places.filter((place) => place.where === where).map(({ at }) => at);
  return sentencesOf(text).filter(({ from, to }) => starts.some((at) => at >= from && at < to)).map(({ from, to }) => text.slice(from, to));
}

/** Sentences end at a full stop, a question or an exclamation before a space, and at the end of a line. */
function sentencesOf(text: string): Array<{ from: number; to: number }> {
  const ends = [...text.matchAll(/[.!?]+(?=\s+[\p{Lu}\p{N}"„“(])|\n+/gu)].map(({ 0: end, index }) => index + end.length);
  return [...ends, text.length].map((to, index) => ({ from: index === 0 ? 0 : ends[index - 1] as number, to })).filter(({ from, to }) => to > from);
}
