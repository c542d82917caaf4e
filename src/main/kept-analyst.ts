import { isKept, type Analyst, type AnswerName, type Answers, type Question } from './answers.ts';
import type { KeptAnswers } from './kept-answers.ts';

/** Answers from what is kept, and asks another analyst only for what is not. */
export class KeptAnalyst implements Analyst {
  readonly #kept: KeptAnswers;
  readonly #other: Analyst;

  constructor(kept: KeptAnswers, other: Analyst) {
    this.#kept = kept;
    this.#other = other;
  }

  async answer<N extends AnswerName>(workspace: string, question: Question<N>): Promise<Answers[N]> {
    if (!isKept(question.name)) return this.#other.answer(workspace, question);
    const known = await (await this.#kept.place(workspace, question)).get();
    return known === undefined ? this.#other.answer(workspace, question) : known as Answers[N];
  }
}
