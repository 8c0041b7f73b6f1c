/** The import rules of docs/adr/0002-import-rules.md, which explains each. */

const ADR = 'docs/adr/0002-import-rules.md';

/** Libraries that carry features rather than being one: they know no committee, no dossier, no decision. */
const GROUND = ['kernel', 'configuration', 'embedded', 'persistence', 'messaging', 'mail', 'ui', 'pdf'];
const RUNTIME = 'workflow-runtime';

/** Made-up data that lies beside the code it feeds; only specs and tests may use it. */
const FIXTURE = '\\.(?:fixture|builder)\\.tsx?$';

const library = (names) => `^libs/(?:${[names].flat().join('|')})/`;
const notFeature = `(?:${[...GROUND, RUNTIME].join('|')})/`;

/** A library that may import only the named ones, and itself. */
function only(name, allowed, { workflows = false } = {}) {
  const open = [...allowed, name].join('|');
  return {
    name: `${name}-imports-only-${allowed.join('-') || 'nothing'}`,
    comment: `libs/${name} may import ${allowed.map((one) => `libs/${one}`).join(', ') || 'nothing of ours'} (${ADR}).`,
    severity: 'error',
    from: { path: library(name), pathNot: '\\.spec\\.tsx?$' },
    to: { path: [`^libs/(?!(?:${open})/)`, '^apps/', ...(workflows ? [] : ['^workflows/'])] },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: `Two modules that need one another to run are one module; types alone may refer back (${ADR}).`,
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('kernel', []),
    only('configuration', ['kernel']),
    only('embedded', ['kernel']),
    only('persistence', ['kernel']),
    only('messaging', ['kernel', 'persistence'], { workflows: true }),
    only('ui', ['kernel']),
    only('pdf', ['kernel']),
    only('mail', ['kernel', 'configuration', 'persistence', 'messaging', 'ui']),
    only('workflow-runtime', ['kernel', 'persistence'], { workflows: true }),
    {
      name: 'workflows-are-pure',
      comment: `A process imports xstate and the kernel, nothing else: no database, no clock, no I/O (${ADR}).`,
      severity: 'error',
      from: { path: '^workflows/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '.', pathNot: ['^workflows/', library('kernel'), '^node_modules/xstate/'] },
    },
    {
      name: 'workflows-stand-alone',
      comment: `One process never imports another: they share a contract and meet in the runtime, through facts (${ADR}).`,
      severity: 'error',
      from: { path: '^workflows/([^/]+)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^workflows/([^/]+)/', pathNot: ['^workflows/$1/', '^workflows/contract/'] },
    },
    {
      name: 'library-through-its-index',
      comment: `What a library does not export from its index.ts is its own business; specs may use its fixtures (${ADR}).`,
      severity: 'error',
      from: { path: '^((?:libs|workflows|apps)/[^/]+|test)/' },
      to: {
        path: '^(?:libs|workflows)/',
        pathNot: ['^$1/', '^(?:libs|workflows)/[^/]+/index\\.ts$', '^workflows/index\\.ts$', FIXTURE],
      },
    },
    {
      name: 'nothing-imports-apps',
      comment: `Apps put libraries together; nothing is built upon them (${ADR}).`,
      severity: 'error',
      from: { path: '^(?:libs|workflows)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-stand-alone',
      comment: `An app imports no other, save the command line, whose start runs them all in one process (${ADR}).`,
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'nothing-imports-test',
      comment: `Helpers of the tests stay out of the product; specs beside the code may use test/support (${ADR}).`,
      severity: 'error',
      from: { path: '^(?:apps|libs|workflows)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^test/' },
    },
    {
      name: 'fixtures-are-for-specs',
      comment: `Made-up data never reaches the product (${ADR}).`,
      severity: 'error',
      from: { path: '^(?:apps|libs|workflows)/', pathNot: '\\.(?:spec|fixture|builder)\\.tsx?$' },
      to: { path: FIXTURE },
    },
    {
      name: 'ground-knows-no-feature',
      comment: `Libraries of the ground and the runtime import no feature (${ADR}).`,
      severity: 'error',
      from: { path: library([...GROUND, RUNTIME]), pathNot: '\\.spec\\.tsx?$' },
      to: { path: `^libs/(?!${notFeature})` },
    },
    {
      name: 'product-without-development-packages',
      comment: `The image holds production dependencies only (${ADR}).`,
      severity: 'error',
      from: { path: '^(?:apps|libs|workflows)/', pathNot: '\\.(?:spec|fixture)\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      comment: `An import nobody can find fails at run time only (${ADR}). The peers of the benches are installed apart, when measured.`,
      severity: 'error',
      from: { pathNot: '^test/bench/peers/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
