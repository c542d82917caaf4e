import type { Draw } from './draw.ts';
import { firmLists } from './lists/firms.ts';
import type { Country } from './lists/people.ts';

/** A number as somebody types it: with or without the country, grouped this way or that. `area` is the part that its owner would set apart. */
export function phoneText(country: Country, area: string, rest: string, chance: Draw): string {
  const { calling, trunk } = firmLists[country];
  const style = chance.uniform();
  if (country === 'US' && style < 0.6) return american(area, rest, style);
  if (style < 0.25) return `+${calling} ${area} ${rest}`;
  if (style < 0.4) return `+${calling}${area}${rest}`;
  if (style < 0.48) return `00${calling}${area}${rest}`;
  if (style < 0.55) return `+${calling} (${trunk === '' ? '' : trunk})${area} ${rest}`.replace('()', '');
  if (style < 0.7) return `${trunk}${area}/${rest}`;
  if (style < 0.82) return `${trunk}${area} ${inPairs(rest)}`;
  if (style < 0.9) return `(${trunk}${area}) ${inPairs(rest)}`;
  return `${trunk}${area}${rest}`;
}

function american(area: string, rest: string, style: number): string {
  const parts = [area, rest.slice(0, 3), rest.slice(3)] as const;
  if (style < 0.25) return `(${parts[0]}) ${parts[1]}-${parts[2]}`;
  return style < 0.45 ? parts.join('-') : parts.join('.');
}

function inPairs(digits: string): string {
  let text = digits.slice(0, digits.length % 2 === 0 ? 2 : 3);
  for (let at = text.length; at < digits.length; at += 2) text += ` ${digits.slice(at, at + 2)}`;
  return text;
}
