import { useMediaQuery } from '@mantine/hooks';

export const useIsPhone = (): boolean => useMediaQuery('(max-width: 767px)', window.innerWidth < 768, { getInitialValueInEffect: false }) ?? false;
