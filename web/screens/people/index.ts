export { Corrections } from './corrections.tsx';
export { LedgerTable } from './ledger-table.tsx';
export { IdentityChangeLine, Merges } from './merges.tsx';
export { Explained, Weights, signedWeight } from './why-joined.tsx';
export { OwnLinks } from './own-links.tsx';
export { PeopleScreen } from './people-screen.tsx';
export { PersonLink } from './person-link.tsx';
export { PersonScreen } from './person-screen.tsx';
export { purposeNames, recordText } from './person-words.ts';
