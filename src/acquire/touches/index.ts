export { buildTouches } from './build-touches.ts';
export { countTouches } from './count-touches.ts';
export { readTouches } from './read-touches.ts';
export { touchesOfPeople, type TouchesOfPerson } from './touches-of-people.ts';
export { timelineEntry } from './timeline-entry.ts';
export { setTouchRule, touchRule } from './rules.ts';
