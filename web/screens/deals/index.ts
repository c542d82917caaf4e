export { DealsScreen } from './deals-screen.tsx';
export { DealScreen } from './deal-screen.tsx';
