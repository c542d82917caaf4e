export { ActionsScreen } from './actions-screen.tsx';
export { ActionCard, Verdict } from './action-card.tsx';
