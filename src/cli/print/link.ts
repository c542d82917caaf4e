/** A sign-in link, alone on its line, and how long it works. */
export const linkLines = (link: { readonly url: string; readonly email: string; readonly expiresAt: string; readonly note: string | null }): string[] => [
  `Sign in as ${link.email} (once, until ${link.expiresAt.slice(11, 16)} UTC):`, link.url, ...(link.note ? [link.note] : []),
];
