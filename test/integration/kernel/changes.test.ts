import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import type { MountedVersion } from '../../../src/interface/kernel/declaration/version.js';
import type {
  ContractChange,
  ChangeExample,
} from '../../../src/interface/kernel/declaration/contract-change.js';
import { documentBefore, openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import { minors } from '../../../src/interface/kernel/declaration/version.js';
import { documentGaps } from '../../support/document-gaps.js';
import * as lamps from '../../support/fixture-api/lamps.js';
import { mounted } from '../../support/fixture-api/start.js';
import { startService, type RunningService } from '../../support/service.js';

/** The faults of a change's example, by the documents on both sides of it. An empty list is correct. */
function exampleFaults({ version, routes }: MountedVersion, change: ContractChange): string[] {
  const { id, example, adds } = change;
  if (!example) return [];
  const { changes } = version;
  const at = changes.indexOf(change);
  const after = documentBefore(version, routes, changes.slice(at + 1));
  const before = documentBefore(version, routes, changes.slice(at));
  return [
    ...(fits(after, example, example.after) ? [] : [`${id}: the newer example is not as documented`]),
    ...(fits(before, example, example.before) ? [] : [`${id}: the older example is not as documented`]),
    // A function can also change what no document describes, such as the sections of an export.
    ...(adds && fits(before, example, example.after) && fits(after, example, example.before)
      ? [`${id}: its example does not show what has changed`]
      : []),
  ];
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { content: Record<string, { schema: object }> }>>;
}

/** Extra fields are not allowed: a field that the document does not have is a fault. */
function fits(document: object, example: ChangeExample, value: unknown): boolean {
  const { paths, components } = document as {
    paths: Record<string, Record<string, Operation>>;
    components: object;
  };
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const operation = operations.find(({ operationId }) => operationId === example.operationId);
  const schema = operation?.responses[example.status]?.content['application/json']?.schema;
  if (!schema) return false;
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  return ajv.validate(closed({ ...schema, components }) as object, value);
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in schema ? { additionalProperties: false, ...inner } : inner;
}

describe('The changes of all versions', () => {
  let service: RunningService;

  before(async () => {
    service = await startService({ content: 'migrated' });
  });

  after(() => service.stop());

  const versions = () => service.service.versions;

  it('have examples that match the documents on both sides', () => {
    const faults = versions().flatMap((mount) =>
      mount.version.changes.flatMap((change) => exampleFaults(mount, change)),
    );
    expect(faults).to.deep.equal([]);
    expect(versions().flatMap(({ version }) => version.changes)).to.have.length.greaterThan(0);
  });

  it('leave no dangling reference in any derived document', () => {
    for (const { version, routes } of versions()) {
      for (const minor of minors(version)) {
        expect(documentGaps(openApiDocument(version, routes, minor)), minor).to.deep.equal([]);
      }
    }
  });

  it('are reported when an example does not match the documents', () => {
    const { example } = lamps.label as Required<ContractChange>;
    const wrong = { ...lamps.label, example: { ...example, after: { id: 1, name: 'Lamp', watts: 'many' } } };
    const mount = mounted({ ...lamps.version, changes: [lamps.watts, wrong] }, lamps.routes);
    expect(exampleFaults(mount, lamps.watts)).to.deep.equal([]);
    expect(exampleFaults(mount, wrong)).to.deep.equal([
      'lamps-label: the newer example is not as documented',
    ]);
    const older = {
      ...lamps.label,
      example: { ...example, before: { id: 1, name: 'Lamp', watts: 40 } },
    };
    const other = mounted({ ...lamps.version, changes: [lamps.watts, older] }, lamps.routes);
    expect(exampleFaults(other, older)).to.include('lamps-label: the older example is not as documented');
  });
});
