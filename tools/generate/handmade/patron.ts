import type { Handmade } from './handmade.js';
import {
  arbitrary,
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

const domain = 'src/domain/accounts/patron.ts';
const stored = 'src/infrastructure/accounts';
const views = 'src/application/accounts/views.ts';
const home = 'src/interface/v2/accounts/patrons';
const shapes = `${home}/patron-shapes.ts`;
const newBody = `${home}/staff-bodies.ts`;
const changes = `${home}/patron-bodies.ts`;
const present = `${home}/present-patron.ts`;

/**
 * Staff set the field; its owner sees it. The export of a person's data has every column of `columnOf`, and closing an
 * account takes the value away. Exports of older minors are without it.
 */
export const patron: Handmade = {
  entity: 'patron',
  plural: 'patrons',
  feature: 'accounts',
  beside: 'blocks',
  domain,
  views,
  shapes: [
    ['Patron', shapes],
    ['PatronAtDesk', newBody],
    ['PatronPatch', changes],
  ],
  paths: { add: "'/v2/desk/patrons'", one: '/v2/patrons' },
  json: "username: 'Tim',",
  isExported: true,
  places: [
    { path: domain, declaration: 'PatronDetails', write: ({ name }) => `'${name}'` },
    { path: domain, declaration: 'Patron', write: withBlank },
    { path: domain, declaration: 'Patron.close', write: ({ name, blank }) => `this.${name} = ${blank};` },
    { path: `${stored}/mappings.ts`, declaration: 'patronSchema', write: mapped },
    {
      path: `${stored}/patron-sql.ts`,
      declaration: 'columnOf',
      write: ({ name, selected }) => `${name}: '${selected}'`,
    },
    { path: views, declaration: 'PatronView', write: inDetails },
    { path: shapes, declaration: 'Patron', write: inAnswer },
    { path: newBody, declaration: 'PatronAtDesk', beside: 'expiresAt', write: inNew },
    { path: changes, declaration: 'PatronPatch', write: inPatch },
    { path: present, declaration: 'presentPatron', write: shown },
    { path: present, declaration: 'amendments', write: read },
    { path: present, declaration: 'newcomer', beside: 'expiresAt', write: read },
    { path: 'test/support/accounts/account-views.ts', declaration: 'aPatronView', write: sample },
    {
      path: 'src/domain/accounts/patron.test.ts',
      declaration: 'closed',
      write: ({ name, blank }) => `${name}: ${blank}`,
    },
    { path: 'src/interface/v2/accounts/registration-routes.test.ts', declaration: 'shown', write: inShown },
    { path: 'test/contract/twins.test.ts', declaration: 'patrons', write: arbitrary },
    {
      path: 'contract/scenarios/v2/accounts.ts',
      declaration: 'default',
      beside: 'becoming-a-patron',
      write: conversation('patron'),
    },
  ],
};
