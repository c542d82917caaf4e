/** How much of lists and long texts a page shows. */
export interface Room {
  readonly facts: number;
  readonly list: number;
  readonly characters: number;
}

/** With the frame and the stylesheet the whole is below 60 kB, so that it opens on a poor connection. */
export const longestPageBytes = 52_000;

/** The most that fits is shown: the first of these is enough for nearly everybody, the last fits whatever is held. */
export const rooms: readonly Room[] = [
  { facts: 150, list: 20, characters: 300 },
  { facts: 60, list: 10, characters: 120 },
  { facts: 15, list: 4, characters: 60 },
];

export const cut = (text: string, { characters }: Room): string => (text.length > characters ? `${text.slice(0, characters)}…` : text);
