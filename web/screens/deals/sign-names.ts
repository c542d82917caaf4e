import type { Sign } from '../../../src/model/index.ts';

/** Signs in the order in which they are offered as a filter. */
export const signNames: readonly Sign[] = ['past_close_date', 'older_than_any_win', 'no_amount', 'no_next_step', 'stalled', 'no_activity'];
