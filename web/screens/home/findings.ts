export { Believable } from './believable.tsx';
export { Leaks } from './leaks.tsx';
export { NextBest } from './next-best.tsx';
