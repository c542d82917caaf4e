import { problemFrom } from './problem.ts';

export interface SignInLink { readonly url: string; readonly email: string; readonly expiresAt: string; readonly note: string | null }

/** A link that signs one person in, once, within 15 minutes. Throws `ProblemAnswer`. */
export async function makeSignInLink(email: string): Promise<SignInLink> {
  const response = await fetch('/api/users/link', { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', 'x-hindcast': '1' }, body: JSON.stringify({ email }) });
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as SignInLink;
}

/** Ends the session; the page is loaded anew and asks to sign in. */
export async function closeSession(): Promise<void> {
  await fetch('/api/session/close', { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', 'x-hindcast': '1' }, body: '{}' });
  window.location.assign('/');
}
