import { Ajv } from 'ajv';

const name = { type: 'string', pattern: '^[a-z][a-z0-9-]*$' };
const size = { type: 'string', pattern: '^[1-9][0-9]*[KMG]$' };
const seconds = { type: 'integer', minimum: 1, maximum: 600 };
const path = { type: 'string', pattern: '^/[a-z/]+$' };
const check = { enum: ['http', 'port', 'process'] };

/** An object that has these properties, all of `required`, and no other. */
const closed = (properties: Record<string, object>, required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const process = closed(
  {
    type: name,
    instances: { type: 'integer', minimum: 1 },
    memory: size,
    disk_quota: size,
    'log-rate-limit-per-second': size,
    timeout: seconds,
    'health-check-type': check,
    'health-check-http-endpoint': path,
    'health-check-invocation-timeout': seconds,
    'health-check-interval': seconds,
    'readiness-health-check-type': check,
    'readiness-health-check-http-endpoint': path,
    'readiness-health-check-invocation-timeout': seconds,
    'readiness-health-check-interval': seconds,
  },
  ['type', 'instances', 'memory', 'disk_quota', 'log-rate-limit-per-second', 'health-check-type'],
);

const application = closed(
  {
    name,
    buildpacks: { type: 'array', minItems: 1, items: { type: 'string' } },
    stack: { type: 'string' },
    path: { const: '.' },
    env: {
      type: 'object',
      propertyNames: { pattern: '^[A-Z][A-Z_]*$' },
      additionalProperties: { type: 'string' },
    },
    services: { type: 'array', items: closed({ name, binding_name: name }, ['name', 'binding_name']) },
    features: closed({ ssh: { type: 'boolean' }, revisions: { type: 'boolean' } }, []),
    routes: {
      type: 'array',
      items: closed({ route: { type: 'string', pattern: '^[a-z0-9.-]+$' } }, ['route']),
    },
    processes: { type: 'array', minItems: 1, items: process },
  },
  ['name', 'buildpacks', 'stack', 'path', 'env', 'services', 'routes', 'processes'],
);

/**
 * The keys of a manifest that this project uses. The platform itself silently ignores unknown keys of an application,
 * so that a misspelt health check would simply be missing.
 * https://docs.cloudfoundry.org/devguide/deploy-apps/manifest-attributes.html
 */
const manifestSchema = closed(
  { version: { const: 1 }, applications: { type: 'array', minItems: 1, maxItems: 1, items: application } },
  ['version', 'applications'],
);

const breach = { type: 'integer', minimum: 60, maximum: 3600 };

/** The keys of an App Autoscaler policy that this project uses, within its bounds. */
const policySchema = closed(
  {
    instance_min_count: { type: 'integer', minimum: 1 },
    instance_max_count: { type: 'integer', minimum: 1 },
    scaling_rules: {
      type: 'array',
      minItems: 1,
      items: closed(
        {
          metric_type: { enum: ['cpu', 'cpuutil', 'memoryutil', 'responsetime', 'throughput'] },
          operator: { enum: ['<', '>', '<=', '>='] },
          threshold: { type: 'integer', minimum: 1 },
          adjustment: { type: 'string', pattern: '^[-+][1-9]+[0-9]*%?$' },
          breach_duration_secs: breach,
          cool_down_secs: breach,
        },
        ['metric_type', 'operator', 'threshold', 'adjustment', 'breach_duration_secs', 'cool_down_secs'],
      ),
    },
  },
  ['instance_min_count', 'instance_max_count', 'scaling_rules'],
);

const validate = (schema: object) => (value: unknown) => {
  const ajv = new Ajv({ allErrors: true });
  return ajv.validate(schema, value)
    ? []
    : (ajv.errors ?? []).map(({ instancePath, message, params }) => {
        const extra = (params as { additionalProperty?: string }).additionalProperty;
        return [instancePath, message, extra].filter(Boolean).join(' ');
      });
};

/** Each returns the faults, a line each; an empty list when there are none. */
export const faultsOfManifest = validate(manifestSchema);
export const faultsOfPolicy = validate(policySchema);
