/** Who may import whom (design: the house is the data's journey). Each rule carries its reason. */

/** The stages in the order in which data passes them; each may look only to its left. */
const stages = ['acquire', 'resolve', 'history', 'predict', 'prescribe', 'act'];
const inFolder = (...names) => `^src/(${names.join('|')})/`;
const onlyFrom = (...names) => ({ path: '^src/', pathNot: inFolder(...names) });
// Tests beside the code may stand up engines and reach what the code itself may not.
const testFiles = '\\.test\\.tsx?$|/testing\\.ts$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const stageRules = stages.flatMap((stage, position) => {
  const left = stages.slice(0, position);
  return [
    forbid(
      `${stage}-looks-left-only`,
      'Data flows left to right; the loop from act back to acquire closes through data, never through an import.',
      { path: inFolder(stage), pathNot: testFiles },
      onlyFrom(stage, 'model', 'learn', 'store', 'net', ...left),
    ),
    ...(left.length === 0 ? [] : [
      forbid(
        `${stage}-enters-by-the-front-door`,
        "A stage is entered by its index.ts, so that its inside can change without breaking its neighbours.",
        { path: inFolder(stage), pathNot: testFiles },
        { path: inFolder(...left), pathNot: '^src/[^/]+/index\\.ts$|^src/history/log\\.ts$' },
      ),
    ]),
  ];
});

const surfaceRules = ['api', 'pages', 'cli'].flatMap((surface) => [
  forbid(
    `${surface}-is-thin`,
    'A surface parses, calls one function and answers; it knows the vocabulary, who may do what, and the public faces of stages.',
    { path: inFolder(surface), pathNot: testFiles },
    onlyFrom(surface, 'model', 'access', ...stages),
  ),
  forbid(
    `${surface}-enters-by-the-front-door`,
    'Stages are entered by their index.ts.',
    { path: inFolder(surface), pathNot: testFiles },
    { path: inFolder(...stages), pathNot: '^src/[^/]+/index\\.ts$' },
  ),
]);

const browserBuiltIns = ['net', 'tls', 'http', 'https', 'http2', 'dgram'];

export default {
  forbidden: [
    forbid('model-imports-nothing', 'The vocabulary depends on nothing of ours, so that everything may depend on it.', { path: inFolder('model'), pathNot: testFiles }, onlyFrom('model')),
    forbid('learn-imports-nothing', 'Statistics that have never heard of sales can be tested, reused and trusted alone.', { path: inFolder('learn'), pathNot: testFiles }, onlyFrom('learn')),
    forbid('store-knows-rows-not-meaning', 'The engines know rows; meaning lives in the stages.', { path: inFolder('store'), pathNot: testFiles }, onlyFrom('store', 'model')),
    forbid('net-imports-model-only', 'The one way out of the house stays small enough to check.', { path: inFolder('net'), pathNot: testFiles }, onlyFrom('net', 'model')),
    forbid('access-imports-model-and-store', 'Rights are decided before any stage is reached.', { path: inFolder('access'), pathNot: testFiles }, onlyFrom('access', 'model', 'store')),
    ...stageRules,
    ...surfaceRules,
    forbid('market-shares-nothing', 'The simulator may share no code with the models it tests.', { path: inFolder('market'), pathNot: testFiles }, onlyFrom('market', 'model')),
    forbid('nobody-imports-market', 'No stage may know the demo companies: only the wiring loads them.', { path: '^src/', pathNot: `${inFolder('market', 'main')}|${testFiles}` }, { path: inFolder('market') }),
    forbid('nobody-imports-main', 'The wiring knows all; nothing knows the wiring but the command line that starts it.', { path: '^src/', pathNot: `${inFolder('main')}|${testFiles}` }, { path: inFolder('main') }),
    forbid('web-imports-model-only', 'The app sees the vocabulary, the committed results of benches, and answers over HTTP; never the server.', { path: '^web/', pathNot: testFiles }, { path: '^(src|bin|scripts|test|bench)/', pathNot: '^src/model/|^bench/results/[^/]+\\.json$' }),
    forbid('source-imports-no-tests', 'Product code never depends on tests, benches or scripts; the app shows the committed results of benches.', { path: '^(src|web)/', pathNot: testFiles }, { path: '^(test|bench|examples|scripts)/', pathNot: '^bench/results/[^/]+\\.json$' }),
    forbid('outbound-only-in-net', 'All outbound calls pass the address guard in net/; servers and engine clients speak HTTP on local sockets.', { path: '^src/', pathNot: `${inFolder('net', 'store', 'api', 'main', 'cli')}|${testFiles}` }, { path: `^(node:)?(${browserBuiltIns.join('|')})$` }),
    forbid('tracker-stands-alone', 'What other sites load is one small file without dependencies; it takes types at most.', { path: '^tracker/', pathNot: `${testFiles}|^tracker/vite\\.config` }, { pathNot: '^tracker/', dependencyTypesNot: ['type-only'] }),
    forbid('no-circles', 'Two modules that need each other are one module, or lack a third.', { path: '^(src|web)/' }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('every-import-resolves', 'An import that resolves to nothing fails at run time.', {}, { couldNotResolve: true }),
    forbid('development-packages-stay-outside', 'Product code may use only what is installed with it.', { path: '^(src|web)/', pathNot: `${testFiles}|^web/(testing/|vite\\.config)` }, { dependencyTypes: ['npm-dev'] }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache|pictures)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
