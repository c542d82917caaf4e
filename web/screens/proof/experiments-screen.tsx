import { useExperiments } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { ExperimentPanel } from './experiment-panel.tsx';

/** Did it help? Comparisons by accounts drawn at random. */
export function ExperimentsScreen() {
  const experiments = useExperiments();
  return (
    <>
      <ScreenHead title="Experiments" sentence="An effect is called one only where accounts were assigned at random. Everything else says “together with”." />
      <Answer of={experiments}>{(answer) => <>{answer.experiments.map((experiment) => <ExperimentPanel key={experiment.id} experiment={experiment} />)}</>}</Answer>
    </>
  );
}
