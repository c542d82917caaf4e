/** An answer that cannot be had from these data, and why, in one sentence. */
export interface Refused {
  readonly refused: string;
}
