import { notifications } from '@mantine/notifications';

/** Says for ten seconds what was just done. */
export const say = (message: string): void => void notifications.show({ message, closeButtonProps: { 'aria-label': 'Close' } });
