import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, isTypeScript } from './files.mjs';

/** Clients that could leave the house. Type-only imports are no clients. */
const callsOut = [
  /\bfrom '(?:node:)?(?:https?|http2|tls|dgram)'/,
  /\bfrom '(?:undici|nodemailer|node-fetch|axios|got|ky|ws)(?:\/[^']*)?'/,
  /(?<![\w.$])(?:globalThis\.)?fetch\(/,
  /\bnew (?:globalThis\.)?(?:WebSocket|EventSource)\(/,
  /\bnet\.(?:connect|createConnection)\(/,
];
const isComment = /^\s*(?:\*|\/\/|\/\*)/;
const isTypeImport = /^\s*import type\b/;

/** The engines' clients and servers speak HTTP on local sockets, or to the servers that the operator named by URL. */
const exceptions = new Set([
  'src/store/engines/facts-databases.ts',
  'src/store/engines/chdb-launch.ts',
  'src/store/engines/folder-lock.ts',
  'src/store/engines/front/server.ts',
]);
const isGuarded = (path) => isTypeScript(path) && !path.startsWith('src/net/') && !exceptions.has(path) && !/\.test\.tsx?$|\/testing\.ts$/.test(path);

/** Calls to other systems pass the address guard: only `src/net` holds an HTTP or mail client. */
export function checkOutbound(root) {
  const files = filesUnder(root, ['src'], isGuarded);
  const problems = files.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((text, index) => (leaves(text) ? [`${path}:${index + 1}: calls out past the address guard; use fetchOut of src/net`] : [])),
  );
  return { line: `calls to other systems: none in ${files.length} files outside src/net`, problems };
}

const leaves = (text) => !isComment.test(text) && !isTypeImport.test(text) && callsOut.some((pattern) => pattern.test(text));
