/** The only way out of the house: HTTP calls and mail, behind one guard of addresses. */
export { allowedHosts, isAllowed, type AllowedHost } from './addresses/allowed-hosts.ts';
export { checkAddress, type CheckedAddress } from './addresses/check-address.ts';
export { guardedAgents } from './addresses/guarded-agents.ts';
export { resolveHost } from './addresses/resolve-host.ts';
export type { AddressRefusal, AddressRules, Refused, Resolve } from './addresses/rules.ts';
export { sendMail, type MailOutcome, type MailServer } from './mail/send-mail.ts';
export { fetchOut, type Answered, type NotAnswered, type OutAnswer, type OutRequest, type OutRules } from './out/fetch-out.ts';
export { BrokerConnection, BrokerRefusal, type BrokerCall, type BrokerMessage } from './mqtt/broker-connection.ts';
