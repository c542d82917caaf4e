/** A node of a parsed statement: its kind and what the engine prints after it. */
export interface TreeNode {
  readonly kind: string;
  /** Name of an identifier, table or function, without its alias. */
  readonly name: string;
  readonly children: readonly TreeNode[];
}

interface OpenNode { kind: string; name: string; children: OpenNode[] }

/** Builds the tree from the lines of `EXPLAIN AST`, where depth is the number of leading spaces. */
export function statementTree(lines: readonly string[]): TreeNode[] {
  const roots: OpenNode[] = [];
  const path: OpenNode[] = [];
  for (const line of lines.filter((text) => text.trim() !== '')) {
    const depth = line.length - line.trimStart().length;
    const node = nodeOf(line.trimStart());
    path.length = Math.min(depth, path.length);
    (path.at(-1)?.children ?? roots).push(node);
    path.push(node);
  }
  return roots;
}

function nodeOf(text: string): OpenNode {
  const bare = text.replace(/ \(children \d+\)$/, '');
  const space = bare.indexOf(' ');
  const kind = space < 0 ? bare : bare.slice(0, space);
  const rest = space < 0 ? '' : bare.slice(space + 1);
  return { kind, name: rest.replace(/ ?\(alias .*\)$/, ''), children: [] };
}

/** Every node with its parent and its place among its siblings, top first. */
export function* walk(nodes: readonly TreeNode[], parent: TreeNode | null = null): Generator<{ node: TreeNode; parent: TreeNode | null }> {
  for (const node of nodes) {
    yield { node, parent };
    yield* walk(node.children, node);
  }
}
