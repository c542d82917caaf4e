import { categoriesOf, defaultCategory, securityField, type DigitalData } from '../../model/index.ts';
import { isFields } from './plain-value.ts';
import type { Notes, Place } from './notes.ts';

/** What the standard asks for beyond the type of each field. */
export function checkSense(data: DigitalData, notes: Notes): void {
  if (data.version !== undefined && data.version !== '1.0') notes.add('version', ['version']);
  for (const [index, { eventInfo }] of (data.event ?? []).entries()) if (!eventInfo?.eventName) notes.add('event_name', ['event', String(index), 'eventInfo', 'eventName']);
  for (const [index, { categoryName }] of (data.privacy?.accessCategories ?? []).entries()) if (!categoryName) notes.add('category_name', ['privacy', 'accessCategories', String(index)]);
  const known = new Set(categoriesOf(data));
  const hasRules = checkRules(data, [], known, notes);
  if (!known.has(defaultCategory) && (hasRules || data.privacy?.accessCategories)) notes.add('default_category', ['privacy', 'accessCategories']);
}

/** Looks at every `security` beneath a value; true where there is one. */
function checkRules(value: unknown, place: Place, known: ReadonlySet<string>, notes: Notes): boolean {
  if (Array.isArray(value)) return value.map((one, index) => checkRules(one, [...place, String(index)], known, notes)).some(Boolean);
  if (!isFields(value)) return false;
  return Object.entries(value).map(([name, child]) => (name === securityField ? checkRule(child, [...place, name], known, notes) : checkRules(child, [...place, name], known, notes))).some(Boolean);
}

function checkRule(rule: unknown, place: Place, known: ReadonlySet<string>, notes: Notes): true {
  if (isFields(rule)) for (const [name, child] of Object.entries(rule)) checkRule(child, [...place, name], known, notes);
  else if (typeof rule === 'string') checkCategories([rule], place, known, notes);
  else if (Array.isArray(rule) && rule.every((one) => typeof one === 'string')) checkCategories(rule, place, known, notes);
  else notes.add('security_shape', place);
  return true;
}

function checkCategories(names: readonly string[], place: Place, known: ReadonlySet<string>, notes: Notes): void {
  if (names.some((name) => name !== '' && name !== defaultCategory && !known.has(name))) notes.add('unknown_category', place);
}
