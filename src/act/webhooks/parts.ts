import type { Kysely } from 'kysely';
import type { OutRules } from '../../net/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

/** What webhooks of one workspace work with. Clock (epoch ms), ids and chance are arguments. */
export interface WebhookParts {
  readonly state: Kysely<WorkspaceTables>;
  readonly workspace: string;
  /** Seals the secrets of endpoints. */
  readonly key: Buffer;
  readonly now: () => number;
  readonly newId: () => string;
  /** A number from 0 to 1. */
  readonly chance: () => number;
  readonly rules: OutRules;
  /** Ends what is under way when the process stops. */
  readonly signal?: AbortSignal;
}
