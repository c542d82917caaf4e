import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
/** One file each, so that a page loads one script and nothing after it. */
const scripts: Readonly<Record<string, string>> = { tracker: 'hindcast.ts', consent: 'dialog/consent.ts' };

export default defineConfig(({ mode }) => ({
  root: folder,
  define: { libraryVersion: JSON.stringify(version) },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2020',
    modulePreload: false,
    rolldownOptions: { input: `${folder}${scripts[mode] ?? ''}`, output: { format: 'iife', entryFileNames: `${mode}.js` } },
  },
}));
