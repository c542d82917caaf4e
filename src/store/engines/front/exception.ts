/** An engine error in ClickHouse's own wording, with the number its clients switch on and the HTTP status it travels with. */
export interface Exception {
  readonly code: number;
  readonly status: number;
  readonly text: string;
}

/** HTTP statuses ClickHouse gives its error numbers; all others are 500. */
const statuses: ReadonlyMap<number, number> = new Map([
  ...[60, 81, 218].map((code) => [code, 404] as const),
  ...[6, 26, 27, 33, 36, 38, 41, 42, 43, 44, 46, 47, 50, 53, 57, 62, 69, 70, 72, 115, 117, 131, 386, 396, 456, 457, 636].map((code) => [code, 400] as const),
  ...[164, 497].map((code) => [code, 403] as const),
  [159, 408] as const,
  [243, 507] as const,
]);

const engineWording = /Code: (\d+)\. DB::Exception: /;

/** Numbers of ClickHouse used by the front for its own refusals. */
export const syntaxError = 62;
export const unknownSetting = 115;
export const unsetParameter = 456;
export const tooLarge = 307;

/** A refusal of the front itself, worded like one of the engine. */
export class FrontException extends Error {
  readonly exception: Exception;
  constructor(code: number, name: string, detail: string, status = statuses.get(code) ?? 500) {
    super(detail);
    this.name = 'FrontException';
    this.exception = { code, status, text: `Code: ${code}. DB::Exception: ${detail} (${name})` };
  }
}

/** What a client is told about something that was thrown. */
export function exceptionOf(thrown: unknown): Exception {
  if (thrown instanceof FrontException) return thrown.exception;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const code = Number(engineWording.exec(text)?.[1] ?? NaN);
  if (Number.isNaN(code)) return { code: 1002, status: 500, text: `Code: 1002. DB::Exception: ${text} (UNKNOWN_EXCEPTION)` };
  return { code, status: statuses.get(code) ?? 500, text: withoutRepeatedPrefix(text) };
}

/** The engine sometimes wraps an error in itself: "Code: 164. DB::Exception: Code: 164. DB::Exception: …". */
const withoutRepeatedPrefix = (text: string): string => text.replace(/^(Code: \d+\. DB::Exception: )\1/, '$1');
