import type { WorkspaceSettings } from '../model/index.ts';
import type { OutRules } from '../net/index.ts';
import type { Configuration } from './configuration.ts';

/** What a workspace's sources and webhooks may call: all that is public, and what the operator named. */
export const outRulesOf = ({ allowHosts }: Pick<Configuration, 'allowHosts'>, { allowHttp }: Pick<WorkspaceSettings, 'allowHttp'>): OutRules => ({ allowHosts, allowHttp });
