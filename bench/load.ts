/** One request's fate. */
export interface Sample {
  readonly name: string;
  readonly elapsedMs: number;
  readonly ok: boolean;
}

export interface Load {
  readonly url: string;
  readonly cookie: string;
  /** Name → path of the questions asked, in turn. */
  readonly paths: Readonly<Record<string, string>>;
  readonly users: number;
  /** Pause of each user between an answer and the next question. */
  readonly pauseMs: number;
}

/** Asks until `until` says so; every user walks the questions in turn, each starting at another one. */
export async function askForAWhile(load: Load, until: () => boolean): Promise<Sample[]> {
  const questions = Object.entries(load.paths);
  const samples: Sample[] = [];
  const user = async (first: number): Promise<void> => {
    for (let turn = first; !until(); turn += 1) {
      const question = questions[turn % questions.length];
      if (question) samples.push(await ask(load, question[0], question[1]));
      await new Promise((resolve) => setTimeout(resolve, load.pauseMs));
    }
  };
  await Promise.all(Array.from({ length: load.users }, (_, index) => user(index)));
  return samples;
}

/** Asks one question once; the time ends when the whole answer has come. */
export async function ask(load: Pick<Load, 'url' | 'cookie'>, name: string, path: string): Promise<Sample> {
  const startedMs = performance.now();
  const ok = await fetch(`${load.url}${path}`, { headers: { cookie: load.cookie }, signal: AbortSignal.timeout(60_000) })
    .then(async (answer) => { await answer.arrayBuffer(); return answer.ok; }, () => false);
  return { name, elapsedMs: performance.now() - startedMs, ok };
}
