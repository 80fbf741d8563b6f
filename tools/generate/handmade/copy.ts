import type { Handmade } from './handmade.js';
import {
  conversation,
  inAnswer,
  inDetails,
  inNew,
  inPatch,
  inShown,
  mapped,
  read,
  sample,
  shown,
  withBlank,
} from './snippets.js';

const domain = 'src/domain/catalogue/copy.ts';
const stored = 'src/infrastructure/catalogue';
const home = 'src/interface/v2/catalogue/copies';
const shapes = `${home}/copy-shapes.ts`;
const bodies = `${home}/copy-bodies.ts`;
const present = `${home}/present-copy.ts`;

export const copy: Handmade = {
  entity: 'copy',
  plural: 'copies',
  feature: 'catalogue',
  beside: 'shelf',
  domain,
  views: 'src/application/catalogue/views.ts',
  shapes: [
    ['Copy', shapes],
    ['NewCopy', bodies],
    ['CopyPatch', bodies],
  ],
  paths: { add: '`/v2/books/${await aBook()}/copies`', one: '/v2/copies' },
  json: "kind: 'standard',",
  places: [
    { path: domain, declaration: 'CopyDetails', write: inDetails },
    { path: domain, declaration: 'Copy', write: withBlank },
    { path: `${stored}/mappings.ts`, declaration: 'copySchema', write: mapped },
    {
      path: `${stored}/copy-sql.ts`,
      declaration: 'columnOf',
      write: ({ name, column, columnType }) =>
        `${name}: { name: '${column}', type: '${columnType.replace(' not null', '')}' }`,
    },
    { path: shapes, declaration: 'Copy', write: inAnswer },
    { path: bodies, declaration: 'NewCopy', beside: 'kind', write: inNew },
    { path: bodies, declaration: 'CopyPatch', beside: 'kind', write: inPatch },
    { path: present, declaration: 'presentCopy', write: shown },
    { path: present, declaration: 'copyChanges', write: read },
    { path: 'test/support/catalogue/catalogue-views.ts', declaration: 'aCopy', write: sample },
    { path: `${home}/copy-routes.test.ts`, declaration: 'shown', write: inShown },
    {
      path: 'contract/scenarios/v2/catalogue.ts',
      declaration: 'default',
      beside: 'keeping-copies',
      write: conversation('copy'),
    },
  ],
};
