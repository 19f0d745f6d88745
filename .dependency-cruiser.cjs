/** Modules by tier, lowest first: a module imports from its own tier and lower ones. */
const tiers = [
  ['org', 'settings', 'files', 'audit'],
  ['auth', 'notifications', 'workflow', 'search', 'fields'],
  ['customers', 'products', 'knowledge'],
  ['opportunities', 'visits', 'plans', 'leads', 'targets', 'receivables'],
  ['appraisal', 'analytics', 'transfers', 'handovers'],
];
const anyOf = (names) => `(?:${names.join('|')})`;
const moduleFolder = '^server/modules/([^/]+)/';
const test = '\\.(?:test|testing)\\.tsx?$';
/** Files of one kind: `customers.service.ts`, `customers.contacts.service.ts`. */
const kind = (...kinds) => `^server/modules/([^/]+)/[^/]+\\.${anyOf(kinds)}\\.ts$`;
const own = (...kinds) => `^server/modules/$1/[^/]+\\.${anyOf(kinds)}\\.ts$`;
const platform = (...names) => `^server/platform/${anyOf(names)}\\.[a-z.]*ts$`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const tierRules = tiers
  .slice(0, -1)
  .map((names, tier) =>
    forbid(
      `tier-${tier}`,
      `Tier ${tier} imports nothing from above: tell it by an event instead.`,
      { path: `^server/modules/${anyOf(names)}/`, pathNot: test },
      { path: `^server/modules/${anyOf(tiers.slice(tier + 1).flat())}/` },
    ),
  );

const moduleRules = [
  forbid(
    'module-is-in-a-tier',
    'Name the module in the tiers of .dependency-cruiser.cjs and of docs.',
    {},
    { path: '^server/modules/', pathNot: `^server/modules/${anyOf(tiers.flat())}/` },
  ),
  forbid(
    'module-by-its-index',
    'Another module is used by its index.ts alone.',
    { path: moduleFolder, pathNot: test },
    { path: moduleFolder, pathNot: ['^server/modules/$1/', '^server/modules/[^/]+/index\\.ts$'] },
  ),
  forbid(
    'module-file-says-its-kind',
    'A file of a module is index.ts or ends in its kind.',
    {},
    {
      path: '^server/modules/',
      pathNot: [
        '/index\\.ts$',
        `\\.${anyOf(['router', 'routes', 'service', 'rules', 'policy', 'store', 'reads', 'jobs', 'test', 'testing'])}\\.ts$`,
      ],
    },
  ),
  forbid(
    'index-of-own-files',
    'index.ts names what others may use of its own module.',
    { path: '^server/modules/([^/]+)/index\\.ts$' },
    { path: '.', pathNot: '^server/modules/$1/' },
  ),
];

const kindRules = [
  forbid(
    'router-calls',
    'A router calls a service or a read and adds what the caller may do.',
    { path: kind('router') },
    {
      path: '^server/modules/',
      pathNot: own('router', 'service', 'reads', 'policy'),
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'routes-call',
    'Routes are for uploads, downloads and streams; they call as a router does, and may shape headers by rules.',
    { path: kind('routes') },
    {
      path: '^server/modules/',
      pathNot: own('routes', 'service', 'reads', 'policy', 'rules'),
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'service-does-not-call-up',
    'A service is called by routers and jobs, not the other way round.',
    { path: kind('service') },
    { path: own('router', 'routes', 'jobs') },
  ),
  forbid(
    'rules-are-pure',
    'Rules and policies know the contract and pure helpers: no SQL, no clock, no network, no file.',
    { path: kind('rules', 'policy') },
    {
      path: '.',
      pathNot: [
        '^contract/',
        '^(?:crypto|util)$',
        platform('actor', 'errors', 'money', 'text', 'time'),
        own('rules', 'policy'),
      ],
      dependencyTypesNot: ['type-only'],
    },
  ),
  forbid(
    'store-is-sql',
    'A store holds the SQL of one record.',
    { path: kind('store') },
    { path: '^server/modules/', pathNot: own('store', 'rules'), dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'reads-only-read',
    'A read decides nothing and calls no service.',
    { path: kind('reads') },
    { path: own('router', 'routes', 'service', 'jobs') },
  ),
  forbid(
    'jobs-call-services',
    'A job does what it does through a service, with the same rules as a person.',
    { path: kind('jobs') },
    { path: own('router', 'routes', 'policy') },
  ),
];

const layerRules = [
  forbid(
    'no-cycles',
    'Files that need each other to run are one file, or miss a third; types may know each other.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  forbid('resolves', 'The import leads nowhere.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
  forbid(
    'contract-alone',
    'The contract is what both sides know, and knows neither.',
    { path: '^contract/', pathNot: test },
    {
      path: '^(?:server|web|e2e|bench|scripts)/|^node_modules/(?!@orpc/contract|zod/)',
      pathNot: 'node_modules/(?:@orpc/|zod/)',
    },
  ),
  forbid(
    'web-knows-the-contract',
    'The browser knows the server by its contract.',
    { path: '^web/' },
    { path: '^(?:server|e2e|bench|scripts)/' },
  ),
  forbid(
    'platform-below-modules',
    'The platform serves every module and knows none.',
    { path: '^server/platform/', pathNot: test },
    { path: '^server/(?:modules|main|demo|testing)/' },
  ),
  forbid(
    'migrations-stand-alone',
    'A migration must do the same in ten years, whatever the code is then.',
    { path: '^server/migrations/' },
    { path: '^(?:server/(?!migrations/)|contract/)' },
  ),
  forbid(
    'main-on-top',
    'Modules and platform are put together by main, and do not know how.',
    { path: '^server/(?:modules|platform)/', pathNot: test },
    { path: '^server/(?:main|demo)/' },
  ),
  forbid(
    'testing-in-tests',
    'Helpers of tests are no part of the product.',
    { path: '^(?:server|contract|web)/', pathNot: [test, '^server/testing/'] },
    { path: `^server/testing/|${test}|^node_modules/(?:vitest|fast-check|playwright-core|@axe-core)/` },
  ),
  forbid(
    'no-tools-in-the-server',
    'The server runs without the packages of development.',
    { path: '^server/', pathNot: [test, '^server/testing/'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
];

const webRules = [
  forbid(
    'lib-below-all',
    'lib knows no component of ours.',
    { path: '^web/src/lib/', pathNot: test },
    { path: '^web/src/(?:ui|widgets|features|app)/' },
  ),
  forbid(
    'ui-knows-no-business',
    'ui is plain components.',
    { path: '^web/src/ui/', pathNot: test },
    { path: '^web/src/(?:widgets|features|app)/' },
  ),
  forbid(
    'widgets-below-features',
    'A widget is shown by several features and knows none.',
    { path: '^web/src/widgets/', pathNot: test },
    { path: '^web/src/(?:features|app)/' },
  ),
  forbid(
    'features-apart',
    'What two features need is a widget.',
    { path: '^web/src/features/([^/]+)/', pathNot: test },
    { path: '^web/src/(?:features/[^/]+|app)/', pathNot: '^web/src/features/$1/' },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...layerRules, ...moduleRules, ...tierRules, ...kindRules, ...webRules],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|data|\\.cache|test-results)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
    },
  },
};
