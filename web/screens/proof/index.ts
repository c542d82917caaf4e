export { ComparisonsScreen } from './comparisons-screen.tsx';
export { ExperimentsScreen } from './experiments-screen.tsx';
export { ModelsScreen } from './models-screen.tsx';
export { TruthScreen } from './truth-screen.tsx';
