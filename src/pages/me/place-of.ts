import { createHash } from 'node:crypto';
import type { PersonFact } from '../../model/index.ts';

/** A short name for the place of a value, for links and forms: headers and ids may be long. */
export const placeOf = ({ record, field, further }: Pick<PersonFact, 'record' | 'field' | 'further'>): string => createHash('sha256').update(JSON.stringify([record, field, further])).digest('hex').slice(0, 16);
