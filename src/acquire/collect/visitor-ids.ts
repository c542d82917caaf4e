import type { WireEvent } from '../../model/index.ts';

/** An exact id of a visitor, with its kind: `user:<id>` is the company's own, `anonymous:<id>` an SDK's. */
export type VisitorNode = `user:${string}` | `anonymous:${string}`;

export const userNode = (id: string): VisitorNode => `user:${id.toWellFormed()}`;
export const anonymousNode = (id: string): VisitorNode => `anonymous:${id.toWellFormed()}`;

type Ids = Pick<WireEvent, 'type' | 'userId' | 'anonymousId' | 'previousId'>;

/** Every id of a visitor that an event names. */
export const nodesOf = ({ type, userId, anonymousId, previousId }: Ids): VisitorNode[] => [
  ...(userId ? [userNode(userId)] : []), ...(anonymousId ? [anonymousNode(anonymousId)] : []),
  ...(type === 'alias' && previousId ? [anonymousNode(previousId), userNode(previousId)] : []),
];

/** Two ids that an event says are of one visitor. `merges` where it says so of two users, as only `alias` may. */
export interface Join {
  readonly a: VisitorNode;
  readonly b: VisitorNode;
  readonly merges: boolean;
}

/** Any call that names both ids joins them; `alias` joins what it calls the previous id, of whichever kind. */
export const joinsOf = ({ type, userId, anonymousId, previousId }: Ids): Join[] => {
  if (!userId) return [];
  const user = userNode(userId);
  return [
    ...(anonymousId ? [{ a: anonymousNode(anonymousId), b: user, merges: false }] : []),
    ...(type === 'alias' && previousId ? [{ a: anonymousNode(previousId), b: user, merges: true }, { a: userNode(previousId), b: user, merges: true }] : []),
  ];
};
