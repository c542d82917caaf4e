import { defaultCategory, securityField } from '../../model/index.ts';
import { isFields } from '../ceddl/plain-value.ts';

const namesIn = (rule: unknown): string[] => (typeof rule === 'string' ? [rule] : Array.isArray(rule) ? rule.flatMap(namesIn) : isFields(rule) ? Object.values(rule).flatMap(namesIn) : []);

function rulesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(rulesIn);
  return isFields(value) ? Object.entries(value).flatMap(([name, child]) => (name === securityField ? [child] : rulesIn(child))) : [];
}

/** Categories of readers that rules in a value name, Default apart. */
export const categoriesIn = (value: unknown): string[] => [...new Set(rulesIn(value).flatMap(namesIn))].filter((name) => name !== '' && name !== defaultCategory).sort();
