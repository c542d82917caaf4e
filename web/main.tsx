import './app/styles.ts';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { buildRouter } from './app/router.tsx';
import { ProblemAnswer } from './data/problem.ts';
import { theme } from './theme/theme.ts';

const worthRetrying = (count: number, error: Error): boolean => count < 2 && (!(error instanceof ProblemAnswer) || error.code === 'unreachable' || error.status === 503);
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: worthRetrying } } });
const router = buildRouter();

// Mantine's style elements are switched off: tokens.css says the same, and a strict style policy holds.
createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
    <QueryClientProvider client={client}>
      <Notifications position="bottom-center" autoClose={10_000} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
