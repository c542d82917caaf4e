import { useQuery } from '@tanstack/react-query';
import type { ApiKeyRequest, DigestEvery, MailSettings, WebhookReplay, WebhookRequest } from '../../src/model/index.ts';
import { ask, tell, tellOnly } from './ask.ts';
import { useChange, useHouseChange, useQuestion, type Asked } from './questions.ts';

export const useKeys = (enabled: boolean): Asked<'keys'> => useQuery({ queryKey: ['keys'], queryFn: () => ask('keys', '/api/keys'), enabled });
export const useMakeKey = () => useHouseChange((request: ApiKeyRequest) => tell('madeKey', 'POST', '/api/keys', request), 'keys');
export const useRevokeKey = () => useHouseChange((id: string) => tell('key', 'POST', `/api/keys/${encodeURIComponent(id)}/revoke`, {}), 'keys');

const of = (id: string): string => `webhooks/${encodeURIComponent(id)}`;
export const useWebhooks = (enabled: boolean): Asked<'webhooks'> => useQuestion('webhooks', 'webhooks', {}, enabled);
export const useDeliveries = (id: string): Asked<'deliveries'> => useQuestion('deliveries', `${of(id)}/deliveries`, { last: 50 });
export const useMakeWebhook = () => useChange((path, request: WebhookRequest) => tell('madeWebhook', 'POST', path('webhooks'), request), ['webhooks']);
export const useTestWebhook = () => useChange((path, id: string) => tell('delivery', 'POST', path(`${of(id)}/test`), {}), ['webhooks']);
export const useReplayWebhook = () => useChange((path, { id, ...which }: WebhookReplay & { id: string }) => tell('replayed', 'POST', path(`${of(id)}/replay`), which), ['webhooks']);
export const useRemoveWebhook = () => useChange((path, id: string) => tellOnly('POST', path(`${of(id)}/remove`), {}), ['webhooks']);

export const useMail = (enabled: boolean): Asked<'mail'> => useQuery({ queryKey: ['mail'], queryFn: () => ask('mail', '/api/mail'), enabled });
export const useSetMail = () => useHouseChange((settings: MailSettings & { password?: string }) => tell('mail', 'POST', '/api/mail', settings), 'mail');
export const useTestMail = () => useHouseChange((to: string) => tellOnly('POST', '/api/mail/test', { to }), 'mail');
export const useDigestReaders = (enabled: boolean): Asked<'digests'> => useQuery({ queryKey: ['digests'], queryFn: () => ask('digests', '/api/digests'), enabled });
export const useOwnDigests = (): Asked<'digests'> => useQuery({ queryKey: ['digests', 'own'], queryFn: () => ask('digests', '/api/me/digests') });
export const useAskForDigest = () => useHouseChange(({ workspace, every }: { workspace: string; every: DigestEvery }) => tell('digest', 'POST', `/api/w/${encodeURIComponent(workspace)}/digest`, { every }), 'digests');
