import { roleMay } from '../access/index.ts';
import type { ApiKey, Permission, User } from '../model/index.ts';

/** `permission`: null where no session is needed. `reach`: `all` where the answer cannot be narrowed to a team or an owner. */
export interface Rule {
  readonly permission: Permission | null;
  readonly reach: 'any' | 'all';
}

const open: Rule = { permission: null, reach: 'any' };
const read: Rule = { permission: 'read', reach: 'any' };
const readAll: Rule = { permission: 'read', reach: 'all' };
const work: Rule = { permission: 'work', reach: 'any' };
const workAll: Rule = { permission: 'work', reach: 'all' };
const bring: Rule = { permission: 'import', reach: 'all' };
const people: Rule = { permission: 'manage_people', reach: 'any' };
const peopleAll: Rule = { permission: 'manage_people', reach: 'all' };
const settings: Rule = { permission: 'manage_settings', reach: 'any' };
const audit: Rule = { permission: 'read_audit', reach: 'any' };

/** Every route and who may call it. A route that is not listed here is refused, and fails a test. */
export const roleMatrix: Readonly<Record<string, Rule>> = {
  'GET /health': open,
  'GET /openapi.json': open,
  'GET /sign-in/:token': open,
  'GET /api/me': read,
  'POST /api/session/close': read,
  'GET /api/workspaces': read,
  'GET /api/definitions': read,
  'GET /api/events': readAll,
  'GET /api/jobs': readAll,
  'GET /api/jobs/:id': readAll,
  'POST /api/jobs/:id/cancel': bring,
  'GET /api/users': people,
  'POST /api/users': people,
  'POST /api/users/link': people,
  'GET /api/keys': people,
  'POST /api/keys': people,
  'POST /api/keys/:id/revoke': people,
  'GET /api/mail': settings,
  'POST /api/mail': settings,
  'POST /api/mail/test': settings,
  'GET /api/digests': settings,
  'GET /api/me/digests': read,
  'GET /api/audit': audit,
  'PATCH /api/config': settings,
  'GET /api/w/:workspace/overview': read,
  'GET /api/w/:workspace/deals': read,
  'GET /api/w/:workspace/deals/:id': read,
  'GET /api/w/:workspace/deals/:id/notes': read,
  'POST /api/w/:workspace/deals/:id/notes': work,
  'GET /api/w/:workspace/experiments': read,
  'GET /api/w/:workspace/comparisons': read,
  'GET /api/w/:workspace/forecast': read,
  'GET /api/w/:workspace/backtest': read,
  'GET /api/w/:workspace/leaks': read,
  'GET /api/w/:workspace/changes': read,
  'GET /api/w/:workspace/journey': read,
  'GET /api/w/:workspace/inquiries': read,
  'GET /api/w/:workspace/actions': read,
  'GET /api/w/:workspace/columns': read,
  'GET /api/w/:workspace/coverage': read,
  'GET /api/w/:workspace/deals/:id/asks': read,
  'POST /api/w/:workspace/deals/:id/asks': work,
  'GET /api/w/:workspace/deals/:id/delay': read,
  'POST /api/w/:workspace/deals/:id/delay': work,
  'POST /api/w/:workspace/deals/:id/delay/:input/take-back': work,
  'GET /api/w/:workspace/asks': read,
  'POST /api/w/:workspace/asks/:id/take-back': work,
  'GET /api/w/:workspace/buyers': read,
  'GET /api/w/:workspace/unseen': read,
  'GET /api/w/:workspace/claims': read,
  'GET /api/w/:workspace/accounts': read,
  'GET /api/w/:workspace/accounts/:id': read,
  'GET /api/w/:workspace/search': read,
  'POST /api/w/:workspace/sql': readAll,
  'GET /api/w/:workspace/imports': readAll,
  'POST /api/w/:workspace/imports': bring,
  'POST /api/w/:workspace/imports/plan': bring,
  'GET /api/w/:workspace/imports/:id': readAll,
  'GET /api/w/:workspace/imports/:id/rejects.csv': readAll,
  'POST /api/w/:workspace/imports/:id/undo': bring,
  'POST /api/w/:workspace/imports/:id/repairs/:rid/undo': bring,
  'POST /api/w/:workspace/uploads': bring,
  'POST /api/w/:workspace/decisions': work,
  'POST /api/w/:workspace/holding': work,
  'POST /api/w/:workspace/calls': workAll,
  'GET /api/w/:workspace/filters': read,
  'POST /api/w/:workspace/filters': work,
  'GET /api/w/:workspace/people/:id/consent': readAll,
  'POST /api/w/:workspace/people/:id/consent': workAll,
  'POST /api/w/:workspace/people/link': workAll,
  'GET /api/w/:workspace/identity/changes': readAll,
  'POST /api/w/:workspace/identity/compare': workAll,
  'POST /api/w/:workspace/identity/runs/:id/approve': workAll,
  'GET /api/w/:workspace/identity/review': readAll,
  'GET /api/w/:workspace/identity/explain': readAll,
  'GET /api/w/:workspace/identity/companies': readAll,
  'POST /api/w/:workspace/identity/changes/:id/undo': workAll,
  'POST /api/w/:workspace/people/:id/recall': peopleAll,
  'GET /api/w/:workspace/sources': readAll,
  'POST /api/w/:workspace/sources': settings,
  'POST /api/w/:workspace/sources/cost': settings,
  'GET /api/w/:workspace/sources/kinds': bring,
  'GET /api/w/:workspace/sources/health': bring,
  'GET /api/w/:workspace/sources/:id/runs': bring,
  'POST /api/w/:workspace/sources/:id/run': bring,
  'POST /api/w/:workspace/sources/:id/cancel': bring,
  'POST /api/w/:workspace/sources/:id/remove': settings,
  'GET /api/w/:workspace/sources/terms': readAll,
  'POST /api/w/:workspace/sources/:id/retention': peopleAll,
  'POST /api/w/:workspace/sources/:id/loan': peopleAll,
  'POST /api/w/:workspace/sources/:id/return': peopleAll,
  'GET /api/w/:workspace/people': readAll,
  'GET /api/w/:workspace/people/:id': readAll,
  'GET /api/w/:workspace/people/:id/profile': peopleAll,
  'POST /api/w/:workspace/people/:id/links': peopleAll,
  'POST /api/w/:workspace/person-links/:id/take-back': peopleAll,
  'GET /api/w/:workspace/consent': readAll,
  'GET /api/w/:workspace/corrections': peopleAll,
  'POST /api/w/:workspace/corrections/:id': peopleAll,
  'GET /api/w/:workspace/listening/mentions': readAll,
  'GET /api/w/:workspace/listening/alerts': readAll,
  'POST /api/w/:workspace/listening/alerts/:id/handled': workAll,
  'GET /api/w/:workspace/listening/names': readAll,
  'POST /api/w/:workspace/listening/names': settings,
  'POST /api/w/:workspace/listening/names/drop': settings,
  'GET /api/w/:workspace/listening/weeks': readAll,
  'POST /api/w/:workspace/listening/feeds': bring,
  'GET /api/w/:workspace/listening/followed': readAll,
  'POST /api/w/:workspace/listening/followed': settings,
  'POST /api/w/:workspace/listening/followed/:id/poll': bring,
  'POST /api/w/:workspace/listening/followed/:id/unfollow': settings,
  'GET /api/w/:workspace/event-sources': readAll,
  'POST /api/w/:workspace/event-sources': settings,
  'POST /api/w/:workspace/event-sources/:id/close': settings,
  'GET /api/w/:workspace/received-events': readAll,
  'GET /api/w/:workspace/caps': readAll,
  'POST /api/w/:workspace/caps': settings,
  'GET /api/w/:workspace/people/:id/dial': readAll,
  'POST /api/w/:workspace/people/:id/dial': workAll,
  'POST /api/w/:workspace/people/:id/contacts': workAll,
  'GET /api/w/:workspace/touches': readAll,
  'GET /api/w/:workspace/touches/counts': readAll,
  'GET /api/w/:workspace/touches/rule': readAll,
  'POST /api/w/:workspace/touches/rule': settings,
  'GET /api/w/:workspace/quarantine': bring,
  'POST /api/w/:workspace/quarantine/replay': bring,
  'POST /api/w/:workspace/digest': read,
  'GET /api/w/:workspace/webhooks': settings,
  'POST /api/w/:workspace/webhooks': settings,
  'GET /api/w/:workspace/webhooks/:id/deliveries': settings,
  'POST /api/w/:workspace/webhooks/:id/test': settings,
  'POST /api/w/:workspace/webhooks/:id/replay': settings,
  'POST /api/w/:workspace/webhooks/:id/remove': settings,
  'GET /api/w/:workspace/settings': read,
  'PATCH /api/w/:workspace/settings': settings,
};

/** True where a person may call a route. */
export const mayCall = (rule: Rule, user: User): boolean =>
  rule.permission === null || (roleMay(user.role, rule.permission) && (rule.reach === 'any' || user.reach === 'all'));

/** Routes of a person's own session, and those that could widen what a key may do. */
const personsOnly: ReadonlySet<string> = new Set(['GET /api/me', 'POST /api/session/close', 'GET /api/keys', 'POST /api/keys', 'POST /api/keys/:id/revoke', 'POST /api/mail', 'GET /api/me/digests', 'POST /api/w/:workspace/digest']);

/** True where a key may call a route; a key reaches all. */
export const keyMayCall = (rule: Rule, route: string, key: ApiKey): boolean => rule.permission !== null && key.permissions.includes(rule.permission) && !personsOnly.has(route);
