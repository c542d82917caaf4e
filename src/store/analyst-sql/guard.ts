import { Failure } from '../../model/index.ts';
import { isAllowedFunction } from './allowed-functions.ts';
import { walk, type TreeNode } from './statement-tree.ts';

/** What a statement may read: names of views, and names it gave to its own subqueries. */
export interface Readable {
  readonly database: string;
  readonly views: ReadonlySet<string>;
  readonly ownNames: ReadonlySet<string>;
}

/** Kinds of nodes a reading statement is made of. Everything else is refused by name. */
const allowedKinds = new Set([
  'SelectWithUnionQuery', 'SelectIntersectExceptQuery', 'SelectQuery', 'ExpressionList', 'Identifier', 'Literal', 'Function', 'Asterisk', 'QualifiedAsterisk',
  'TablesInSelectQuery', 'TablesInSelectQueryElement', 'TableExpression', 'TableIdentifier', 'TableJoin', 'ArrayJoin', 'Subquery', 'WithElement', 'OrderByElement',
  'WindowDefinition', 'WindowListElement', 'ColumnsRegexpMatcher', 'ColumnsListMatcher', 'ColumnsTransformerList', 'ColumnsExceptTransformer',
  'ColumnsReplaceTransformer', 'ColumnsReplaceTransformer::Replacement', 'SampleRatio', 'InterpolateElement', 'DataType', 'StarExpression', 'FillModifier', 'NameTypePair',
]);

/** Names of what people write, for the kinds most often refused. */
const inWords: Readonly<Record<string, string>> = {
  Set: 'SETTINGS', QueryParameter: 'a parameter', ColumnsApplyTransformer: 'APPLY', ParallelWithQuery: 'PARALLEL WITH', Explain: 'EXPLAIN',
  InsertQuery: 'INSERT', ExplainQuery: 'EXPLAIN', DescribeQuery: 'DESCRIBE', ShowTables: 'SHOW', CreateQuery: 'CREATE', DropQuery: 'DROP', KillQueryQuery: 'KILL', UseQuery: 'USE',
};

export function refuse(what: string): never {
  throw new Failure('refused_sql', `Refused: ${what}.`, 'One SELECT over the listed views is allowed, with any joins, subqueries and pure functions.');
}

/** Refuses a parsed statement that is more than one SELECT over what may be read. Throws `Failure('refused_sql')`. */
export function guardTree(roots: readonly TreeNode[], readable: Readable): void {
  const [root, ...others] = roots;
  if (!root || others.length > 0 || root.kind !== 'SelectWithUnionQuery') refuse(root ? wordsFor(root) : 'an empty statement');
  // FORMAT, INTO OUTFILE and SETTINGS of the whole statement stand beside its list of SELECTs. The one FORMAT that is
  // there was put behind the text by the check itself; with a person's own there would be too many to parse.
  const [selects, format, ...more] = root.children;
  if (!selects || more.length > 0 || (format && `${format.kind} ${format.name}` !== `Identifier ${explainedFormat}`)) refuse('FORMAT, SETTINGS or INTO OUTFILE');
  for (const { node, parent } of walk([selects], root)) guardNode(node, parent, readable);
}

function guardNode(node: TreeNode, parent: TreeNode | null, readable: Readable): void {
  if (!allowedKinds.has(node.kind)) refuse(wordsFor(node));
  if (node.kind === 'TableIdentifier') guardTable(node.name, readable);
  if (node.kind === 'Function') guardFunction(node, parent, readable);
}

/** The format that an explained statement is given, so that its own tree is always complete. */
export const explainedFormat = 'Null';

const wordsFor = (node: TreeNode): string => inWords[node.kind] ?? node.kind;

function guardTable(name: string, readable: Readable): void {
  const own = name.startsWith(`${readable.database}.`) ? name.slice(readable.database.length + 1) : name;
  if (readable.views.has(own)) return;
  if (own === name && readable.ownNames.has(name)) return;
  refuse(`the table "${name}" is not among the listed views`);
}

const membership = new Set(['in', 'notin', 'globalin', 'globalnotin', 'nullin', 'notnullin', 'globalnullin', 'globalnotnullin']
  .flatMap((name) => [name, `${name}ignoreset`]));

function guardFunction(node: TreeNode, parent: TreeNode | null, readable: Readable): void {
  if (parent?.kind === 'TableExpression') refuse(`the table function ${node.name}()`);
  if (membership.has(node.name.toLowerCase())) return guardMembership(node, readable);
  if (node.name.toLowerCase() === 'exists') return;
  if (!isAllowedFunction(node.name)) refuse(`the function ${node.name}()`);
}

/** The right side of IN may be a bare name, which the engine reads as a table. */
function guardMembership(node: TreeNode, readable: Readable): void {
  const right = node.children[0]?.children[1];
  if (right?.kind === 'Identifier') guardTable(right.name, readable);
}
