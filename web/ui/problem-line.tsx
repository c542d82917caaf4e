import type { ProblemAnswer } from '../data/problem.ts';

/** What went wrong with a change, and what to do, beside what was tried. */
export const ProblemLine = ({ problem }: { problem: ProblemAnswer | null }) => (problem ? <p className="lost-text" role="alert">{problem.message} {problem.todo ?? ''}</p> : null);
