import type { MailSettingsShown } from '../../model/index.ts';

const tlsWords: Readonly<Record<MailSettingsShown['tls'], string>> = { implicit: 'TLS from the first byte', starttls: 'STARTTLS', none: 'no encryption' };

/** The mail server in two lines; of the password only whether there is one. */
export const mailLines = ({ host, port, tls, user, from, hasPassword }: MailSettingsShown): string[] => [
  `Mail leaves through ${host}, port ${port}, ${tlsWords[tls]}, from ${from}.`, user === null ? 'It signs in as nobody.' : `It signs in as ${user}, ${hasPassword ? 'with a password' : 'without a password'}.`,
];
