/** Which records are of one company, which companies belong to which, and who is at them. Pure; the fold of edges is elsewhere. */
export { accountEdges, accountRules, type AccountEdge, type AccountGraph, type AccountRefusal } from './account-edges.ts';
export { readAccount, type AccountEvidence, type AccountRecord, type ReadAccount, type Unheeded } from './account-record.ts';
export { companiesOf, findCompanies } from './find-companies.ts';
export { suggestedParents, type ParentEdge, type ParentSuggestion } from './parents.ts';
export { accountsAt, membershipsOf, type Membership, type MembershipReason, type PersonHistory, type PersonState } from './people-at-accounts.ts';
export { accountRecordOf, type AccountRow } from './read-accounts.ts';
export { companyNumberOf, leiOf, vatOf, type RegistryId } from './registry-ids.ts';
export { circleText, parentsAt, rollUp, wayUp, type DatedParent, type ParentsAt, type RolledUp, type RollUpLevel } from './roll-up.ts';
export { suggestAccount, type SessionEvidence, type SessionSuggestion } from './suggest-account.ts';
