/** What both sides train with. */
export const settings = { depth: 6, eta: 0.1, lambda: 1, maxBins: 255 } as const;

/** What one side measured: seconds of the wall and of the processor, of all threads together. */
export interface SideResult {
  readonly version: string;
  readonly binning: Seconds;
  readonly training: Seconds;
  readonly scoring: Seconds;
  /** Microseconds for one row; null where it is not asked. */
  readonly oneRow: number | null;
  readonly peakMb: number;
  readonly logLoss: number;
}

export interface Seconds {
  readonly wall: number;
  readonly cpu: number;
}
