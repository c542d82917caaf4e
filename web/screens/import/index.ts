export { ImportScreen } from './import-screen.tsx';
export { ImportsScreen } from './imports-screen.tsx';
export { ReceiptScreen } from './receipt-screen.tsx';
