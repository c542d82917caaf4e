/** The value at a JSON Pointer (RFC 6901) as JSON text; undefined where the text is not JSON or nothing is there. */
export function valueAt(text: string, pointer: string): string | undefined {
  try {
    const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return JSON.stringify(steps.reduce<unknown>(childOf, JSON.parse(text)))?.slice(0, 200);
  } catch {
    return undefined;
  }
}

const childOf = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined);
