export { InquiriesScreen } from './inquiries-screen.tsx';
