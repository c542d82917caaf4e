/** Who is who: decisions of people are facts, a person is their fold. */
export { foldDecisions } from './fold-decisions.ts';
