/** An object of a service's answer. Its fields are looked at one by one: nothing in it is merged into objects of ours. */
export type Shape = Readonly<Record<string, unknown>>;

export const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (shape: Shape, name: string): unknown => (Object.hasOwn(shape, name) ? shape[name] : undefined);

/** A text of an answer; ids may be whole numbers. Null where it is missing, empty or of another type. */
export function textIn(shape: Shape, name: string): string | null {
  const value = own(shape, name);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** An object in an answer; empty where it is missing or of another type. */
export function shapeIn(shape: Shape, name: string): Shape {
  const value = own(shape, name);
  return isShape(value) ? value : {};
}

/** A list in an answer; empty where it is missing or of another type. */
export function listIn(shape: Shape, name: string): readonly unknown[] {
  const value = own(shape, name);
  return Array.isArray(value) ? value : [];
}

export const valueIn = own;
