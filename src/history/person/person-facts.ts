import { fieldsOf, isCorrectable, isoDate, subjectOf, type Correction, type Field, type PersonFact, type PersonKind } from '../../model/index.ts';
import type { Version } from '../../store/index.ts';

/** One record as its versions tell it, oldest first. */
export interface ToldRecord {
  readonly key: string;
  readonly kind: PersonKind;
  readonly versions: readonly Version[];
}

export const toldRecord = (kind: PersonKind, versions: readonly Version[]): ToldRecord => {
  const { source = '', recordId = '' } = versions[0] ?? {};
  return { key: subjectOf(kind, source, recordId), kind, versions };
};

/** What a record says now, field by field in declared order, then its further columns by header; each with since when. */
export function factsOf(record: ToldRecord, corrections: readonly Correction[]): PersonFact[] {
  const newest = record.versions[record.versions.length - 1];
  if (!newest) return [];
  const declared = fieldsOf(record.kind).flatMap(([name, field]) => factOf(record, name, field, (version) => valueText(version.fields[name] ?? null, field)));
  const further = Object.keys(newest.attributes).sort().flatMap((header) => factOf(record, header, null, (version) => version.attributes[header] ?? null));
  return [...declared, ...further].map((fact) => ({ ...fact, correctedAt: correctionBehind(fact, corrections)?.decidedAt ?? null }));
}

function factOf({ key, kind, versions }: ToldRecord, name: string, field: Field | null, read: (version: Version) => string | null): PersonFact[] {
  const newest = versions[versions.length - 1] as Version;
  const value = read(newest);
  if (value === null || value === '') return [];
  return [{
    record: key, field: name, further: field === null, means: field?.means ?? name, value, personal: field?.personal ?? false, source: newest.source,
    knownAt: new Date(knownSince(versions, value, read)).toISOString(), correctedAt: null, correctable: isCorrectable(kind, name, field === null),
  }];
}

/** When the value that is held now came, unchanged since. */
function knownSince(versions: readonly Version[], value: string, read: (version: Version) => string | null): number {
  const before = versions.findLastIndex((version) => read(version) !== value);
  return (versions[before + 1] as Version).knownAt;
}

function valueText(value: string | number | boolean | null, field: Field): string | null {
  if (value === null) return null;
  if (field.type === 'time') return isoDate(Number(value));
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

const correctionBehind = (fact: PersonFact, corrections: readonly Correction[]): Correction | undefined =>
  corrections.filter((one) => one.state === 'approved' && one.record === fact.record && one.field === fact.field && one.to === fact.value).sort((a, b) => ((a.decidedAt ?? '') < (b.decidedAt ?? '') ? 1 : -1))[0];
