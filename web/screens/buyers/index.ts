export { BuyersScreen } from './buyers-screen.tsx';
export { UnseenScreen } from './unseen-screen.tsx';
export { ClaimsScreen } from './claims-screen.tsx';
export { AskedScreen } from './asked-screen.tsx';
