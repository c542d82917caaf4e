import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './files.mjs';

const hexColour = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!['"]?\s*\/?>)/i;
const isScreen = (path) => /\.(tsx?|css)$/.test(path) && !/\.test\.tsx?$/.test(path);

/** Screens, charts and ui take their colours from the theme's tokens, so that light and dark stay one decision. */
export function checkColours(root) {
  const files = filesUnder(root, ['web/screens', 'web/charts', 'web/ui'], isScreen);
  const problems = files.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((text, index) => (hexColour.test(text) ? [`${path}:${index + 1}: hex colour; use a token of the theme`] : [])),
  );
  return { line: `colours of ${files.length} screen files`, problems };
}
