import type { PersonPage } from '../../../src/model/index.ts';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';
import { purposeNames } from './person-words.ts';

/** Whose data it is: what was lent, by whom and until when, and how long each source's records are kept. */
export const Kept = ({ page: { loans, retention } }: { page: PersonPage }) => (
  <Section title="On loan, and kept until">
    {loans.length === 0 ? <p>Nothing of this person is on loan.</p> : (
      <ul className="plain-list">
        {loans.map(({ source, lender, purposes, until }) => <li key={source}>{source}: lent by <strong>{lender}</strong> for {purposes.map((purpose) => purposeNames[purpose].toLowerCase()).join(', ')}, {until ? `until ${dayText(until)}` : 'with no end named'}.</li>)}
      </ul>
    )}
    {retention.length === 0 ? <p>No period is set: records are kept until the person is recalled or the data is removed.</p> : (
      <ul className="plain-list">{retention.map(({ source, until, rule }) => <li key={source}>{source}: {until ? <>until <strong>{dayText(until)}</strong>, </> : ''}{rule}.</li>)}</ul>
    )}
  </Section>
);
