/** An answer to a request that was sent on a connection of its own. */
export interface Answer {
  readonly status: string;
  /** Seconds after which the sender may come back; 0 where nothing was said. */
  readonly retryAfter: number;
}

/** Reads the answers of one connection, one at a time: null while an answer is not whole. */
export function answerReader(): (part: Buffer) => Answer | null {
  let held = '';
  return (part) => {
    held += part.toString('latin1');
    const end = held.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0);
    if (held.length < end + 4 + length) return null;
    const answer = { status: held.slice(9, 12), retryAfter: Number(/retry-after: (\d+)/i.exec(held)?.[1] ?? 0) };
    held = '';
    return answer;
  };
}
