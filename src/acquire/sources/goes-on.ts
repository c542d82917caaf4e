import type { SourceKind } from './source-kind.ts';

type Texts = Readonly<Record<string, string>>;

/** Settings of every kind whose change leaves what is read as it is. What is said of kinds and columns is not among them: what was read is understood otherwise then. */
const commonGoOn = ['streams', 'timeoutMinutes', 'silenceSeconds', 'batchRows'];
const isNamed = (name: string, names: readonly string[]): boolean => names.some((one) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1))));

/** Names of settings that differ. */
export const changedSettings = (before: Texts, after: Texts): string[] => [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]).sort();

/** Of the settings that changed, those by which another thing may be read than was: where it was left says nothing then. */
export const readOtherwise = (kind: SourceKind, changed: readonly string[]): string[] => changed.filter((name) => !isNamed(name, [...commonGoOn, ...kind.goesOn ?? []]));

/** Of the settings that changed, those that say where secrets are sent to. */
export const leadElsewhere = (kind: SourceKind, changed: readonly string[]): string[] => changed.filter((name) => isNamed(name, kind.inApp?.leadsTo ?? []));
