import { systemPrincipal, type ApiKey } from '../../model/index.ts';
import type { Command } from '../command.ts';
import { tableLines } from '../print/table.ts';

export const command: Command = {
  name: 'key list', summary: 'API keys, newest first',
  run: async (context) => {
    const keys = await (await context.application()).keys.list(systemPrincipal);
    context.answer(keys, () => (keys.length === 0 ? ['There are no API keys. Make one: hindcast key create NAME --allow read'] : tableLines(keys, columns)));
  },
};

const columns = [
  { title: 'Key', cell: ({ id }: ApiKey) => id },
  { title: 'Name', cell: ({ name }: ApiKey) => name },
  { title: 'Begins', cell: ({ start }: ApiKey) => start },
  { title: 'May', cell: ({ permissions }: ApiKey) => permissions.join(', ') },
  { title: 'Last used', cell: ({ lastUsedAt }: ApiKey) => lastUsedAt?.slice(0, 10) ?? 'never' },
  { title: 'Ends', cell: ({ revokedAt, expiresAt }: ApiKey) => (revokedAt ? `taken back ${revokedAt.slice(0, 10)}` : expiresAt.slice(0, 10)) },
];
