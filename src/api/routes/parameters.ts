import { z } from 'zod';
import { scopeSchema, type Application, type DealFilter, type Scope, type User, type Workspace } from '../../model/index.ts';
import { withinReach } from '../../access/index.ts';

/** Name of a workspace, as it may stand in an address. */
export const workspaceParams = z.object({ workspace: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'is no name of a workspace') });
export const idParams = z.object({ id: z.string().min(1).max(300) });
export const objectParams = workspaceParams.extend(idParams.shape);
export const repairParams = objectParams.extend({ rid: z.string().min(1).max(300) });
export const scopeQuery = scopeSchema;
/** The answer of a change that has nothing to tell. */
export const doneSchema = z.object({ ok: z.literal(true) });

interface OfWorkspace {
  readonly application: Application;
  readonly params: { readonly workspace: string };
}

export const workspaceOf = ({ application, params }: OfWorkspace): Promise<Workspace> => application.workspace(params.workspace);

type Given<S> = { [K in keyof S]?: Exclude<S[K], undefined> };

/** The scope within a person's reach, without parameters that were not given. */
export const scopeFor = <S extends Scope | DealFilter>(user: User | null, query: S): Given<S> =>
  Object.fromEntries(Object.entries(withinReach(user, query as Scope)).filter(([, value]) => value !== undefined)) as Given<S>;
