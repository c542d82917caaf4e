import { existsSync } from 'node:fs';
import path from 'node:path';

/** Public data beside the repository: read where it is present, never shipped, and named nowhere but in tests. */
const folder = path.resolve(import.meta.dirname, '../../../shared/data');

export const publicSets = {
  opportunities: path.join(folder, 'maven-crm-opportunities'),
  funnel: path.join(folder, 'olist-marketing-funnel'),
  inquiries: path.join(folder, 'x-education-leads'),
  undatedDeals: path.join(folder, 'salvirt-b2b-deals'),
} as const;

export const publicSetsPresent = Object.values(publicSets).every((set) => existsSync(set));
if (!publicSetsPresent) process.stderr.write(`The public data sets are not at ${folder}: what reads them is skipped.\n`);
