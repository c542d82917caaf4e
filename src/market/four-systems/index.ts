/** One demo company's people and accounts as four systems hold them that know nothing of each other, and who is who. */
export { fourSystems, whoIsWho, type SystemExport } from './four-systems.ts';
export { fourSystemsHash } from './four-systems-hash.ts';
export type { PairKind, TruePair } from './judged-pairs.ts';
export { writeFourSystems } from './write-four-systems.ts';
