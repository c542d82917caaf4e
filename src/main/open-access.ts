import { Access } from '../access/index.ts';
import type { House } from './house.ts';

/** People and sessions over the house's own database. */
export function openAccess(house: House, randomBytes: (size: number) => Uint8Array): Access {

  return new Access({ db: house.store.peopleTables(), now: house.now, randomBytes });
}
