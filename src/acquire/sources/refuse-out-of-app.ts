import { Failure, type LiveSourceInput } from '../../model/index.ts';
import { isAllowed, type AllowedHost } from '../../net/index.ts';
import { settingsOf } from './common-settings.ts';
import { sourceKind } from './kinds.ts';

/**
 * Refuses what only somebody at the machine may make: kinds that start programs or read its files, and hosts that the operator did not
 * name. Such a host is called past the guard of outbound calls, so that a name which is public today may be this machine tomorrow.
 */
export function refuseOutOfApp({ kind, settings = {} }: LiveSourceInput, allowHosts: readonly AllowedHost[]): void {
  const { inApp, ...of } = sourceKind(kind);
  if (!inApp) throw new Failure('not_allowed', `A source of kind ${kind} is made at the command line alone.`, `hindcast source create --kind ${kind} --help`);
  const stranger = inApp.calls(settingsOf(of, settings).own).find(({ host, port }) => !isAllowed(host.toLowerCase(), port, allowHosts));
  if (stranger) throw new Failure('not_allowed', `The host ${stranger.host} was not named by whoever runs this machine.`, `Have ${stranger.host} added to HINDCAST_ALLOW_HOSTS, or make the source with "hindcast source create" there.`);
}
