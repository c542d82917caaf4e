import { Failure, type LiveSourceKind } from '../../model/index.ts';
import type { SourceKind } from './source-kind.ts';
import { caldav } from './calendars/caldav/index.ts';
import { ics } from './calendars/ics.ts';
import { imap } from './mail/imap.ts';
import { airbyte } from './airbyte/index.ts';
import { hubspot } from './hubspot/index.ts';
import { salesforce } from './salesforce/index.ts';
import { sftp } from './sftp/index.ts';
import { singer } from './singer/index.ts';
import { mariadb, mysql } from './sql/mysql.ts';
import { postgres } from './sql/postgres.ts';
import { webhook } from './webhook/index.ts';

/** Every way of reading sources, by its name. */
const sourceKinds: Readonly<Record<LiveSourceKind, SourceKind>> = { singer, airbyte, postgres, mysql, mariadb, sftp, ics, caldav, imap, webhook, salesforce, hubspot };

export function sourceKind(kind: string): SourceKind {
  const found = Object.entries(sourceKinds).find(([name]) => name === kind)?.[1];
  if (!found) throw new Failure('bad_request', `There is no kind of source "${kind}".`, `Kinds: ${Object.keys(sourceKinds).join(', ')}.`);
  return found;
}

export const everyKind = (): SourceKind[] => Object.values(sourceKinds);
