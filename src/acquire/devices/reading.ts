import type { QuarantineCode } from '../../model/index.ts';

/** One value that a device told. */
export interface Reading {
  readonly device: string;
  /** Null where the message does not say. */
  readonly account: string | null;
  readonly product: string | null;
  readonly metric: string;
  readonly value: number | string | boolean;
  readonly unit: string | null;
  /** Epoch ms; null where the message does not say: then the time of arrival counts. */
  readonly time: number | null;
  /** An alarm or another change of state: never thinned. */
  readonly isEvent: boolean;
  /** Where the value counts something up; a level, such as a temperature, has none. */
  readonly counter?: Counter;
  /** What tells several values of one metric of a device apart, as a digest. */
  readonly series?: string;
  /** What else the message says of the value. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** What a message says, or why it cannot be read and where. */
export type ReadMessage =
  | { readonly kind: 'readings'; readonly readings: readonly Reading[]; /** It holds what tells it from another with the same value. */ readonly isTold: boolean }
  | ({ readonly kind: 'problem' } & Problem);

/** How a value counts: `delta` adds to what was told before, `total` is the sum since counting began. */
export interface Counter {
  readonly kind: 'delta' | 'total';
  /** Epoch ms at which counting began; null where it is not told. */
  readonly since: number | null;
}

/** Why something is put aside, and where it is wrong: a JSON Pointer. */
export interface Problem { readonly code: QuarantineCode; readonly path: string }

export const problem = (code: QuarantineCode, path: string): ReadMessage => ({ kind: 'problem', code, path });
