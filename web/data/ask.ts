import type { Answers, Question } from './answers.ts';
import { problemFrom, unreachable } from './problem.ts';

export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** Path with its query; undefined and empty parameters are left out. */
export function pathWith(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams(Object.entries(parameters).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]])));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Asks the API by GET. Throws `ProblemAnswer`. In development the answer is checked against its schema. */
export const ask = <Q extends Question>(question: Q, path: string, parameters: Parameters = {}): Promise<Answers[Q]> =>
  send(question, pathWith(path, parameters), { method: 'GET' });

/** Sends a change and reads the answer. The header proves that the request comes from the app, not from another site's form. */
export const tell = <Q extends Question>(question: Q, method: 'POST' | 'PATCH', path: string, body: unknown): Promise<Answers[Q]> =>
  send(question, path, changeRequest(method, body));

/** Sends a change that has no answer worth reading. */
export async function tellOnly(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<void> {
  await reach(path, changeRequest(method, body));
}

/** Sends files as they are; answers with the upload's id. */
export async function upload(path: string, files: readonly File[]): Promise<{ uploadId: string; files: unknown[] }> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.webkitRelativePath || file.name);
  const response = await reach(path, { method: 'POST', body: form, headers: { 'x-hindcast': '1' } });
  return (await response.json()) as { uploadId: string; files: unknown[] };
}

function changeRequest(method: string, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json', 'x-hindcast': '1' } };
}

async function send<Q extends Question>(question: Q, path: string, request: RequestInit): Promise<Answers[Q]> {
  const response = await reach(path, request);
  const body = (await response.json()) as Answers[Q];
  if (import.meta.env.DEV) (await import('./schemas-in-development.ts')).checkAnswer(question, body);
  return body;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...request }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await problemFrom(response);
  return response;
}
