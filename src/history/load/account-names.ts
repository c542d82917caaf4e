import type { Version } from '../../store/index.ts';
import type { AccountIds } from './account-ids.ts';

/** The account of a row, and from when it could be found where its name was told by a later import only. */
export interface JoinedAccount {
  readonly accountId: string | null;
  readonly accountJoinedFrom?: number;
}

interface Bearer {
  readonly source: string;
  readonly id: string;
  readonly toldAt: number;
}

const foldName = (name: string): string => name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
const text = (version: Version, field: string): string | null => (version.fields[field] as string | null | undefined) ?? null;

/** Every name that accounts ever bore. Who bore it first keeps it; the first import stands in for the time before it. */
export class AccountNames {
  readonly #bearers = new Map<string, Bearer>();
  #firstImport = Infinity;

  /** Takes in the versions of an account, oldest first. */
  add(versions: readonly Version[]): void {
    for (const version of versions) {
      this.#firstImport = Math.min(this.#firstImport, version.knownAt);
      const name = foldName(text(version, 'name') ?? version.recordId);
      const bearer = this.#bearers.get(name);
      if (bearer === undefined || version.knownAt <= bearer.toldAt) this.#bearers.set(name, { source: version.source, id: version.recordId, toldAt: version.knownAt });
    }
  }

  /** An id of the source wins; a name is matched without regard to case, spaces and punctuation. */
  accountOf(version: Version, ids: AccountIds): JoinedAccount {
    const id = text(version, 'accountId');
    if (id !== null) return { accountId: ids.idOf({ source: version.source, id }) };
    const name = text(version, 'accountName');
    const bearer = name === null ? undefined : this.#bearers.get(foldName(name));
    if (bearer === undefined) return { accountId: null };
    const accountId = ids.idOf(bearer);
    return bearer.toldAt === this.#firstImport ? { accountId } : { accountId, accountJoinedFrom: bearer.toldAt };
  }
}
