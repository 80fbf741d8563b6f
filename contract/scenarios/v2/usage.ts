import { toId } from '../../../src/interface/v2/ids.js';
import type { Said, Scenarios } from '../scenario.js';

const program = { program: 'ScenarioReader', name: 'The app of the scenarios' };
const registered = { '$.id': 'text', '$.firstSeenAt': 'time' } as const;
const listed = { '$.data': 'any', '$header.etag': 'text' } as const;
const contact = {
  contactEmail: 'team@reader.example',
  secondEmail: null,
  mutedUntil: '2027-03-01T00:00:00Z',
};

const agree = (json: object, gives: number | string = 201): Said => ({
  does: 'consentToSunset',
  as: 'librarian',
  params: { id: 'v1-change-user-role' },
  json,
  gives,
  ...(gives === 201 && { match: { '$.data': 'any' } }),
});

/** Of another major, so that a copy of this one for the next major can ask the same. */
const between = (from: string, to: string) => ({ from, to });

/** What concerns a client depends on its calls and on the newest texts. */
const report = {
  '$.since': 'time',
  '$.calls': 'any',
  '$.affecting': 'any',
  '$.unaffected': 'any',
  '$header.etag': 'text',
} as const;

/** Which minors can be compared grows with each of them. */
const comparable = { '$.errors[0].parameters': 'any', '$.errors[0].detail': 'any' } as const;

export default {
  calls: {
    listMyUsage: { answers: listed },
    listMyDeprecations: { answers: listed },
    getMigrationReport: { query: between('1.0', '1.1'), answers: report, isNeverUnchanged: true },
    getDeveloper: {},
    switchDeveloper: { json: { developer: true } },
    registerProgram: { as: 'librarian', json: program, answers: registered },
    // For the program that the call before has registered.
    consentToSunset: {
      as: 'librarian',
      params: { id: 'v1-change-user-role' },
      json: {},
      answers: { '$.data': 'any' },
      isUnrepeatable: true,
    },
    listPrograms: { answers: listed },
    unregisterProgram: { params: { id: toId('program', 1) } },
    getApiKeyContact: { as: 'admin', params: { id: toId('apiKey', 1) } },
    setApiKeyContact: { as: 'admin', params: { id: toId('apiKey', 1) }, json: contact },
  },
  conversations: {
    'agreeing-to-a-sunset': [
      { does: 'listMyDeprecations', as: 'librarian', gives: 200, match: listed },
      { ...agree({}, 'usage.consumer_not_found'), as: 'patron' },
      {
        does: 'registerProgram',
        as: 'librarian',
        json: { program: 'SunsetReader', name: 'The app that will end' },
        gives: 201,
        match: registered,
      },
      agree({ kind: 'extension', until: '2030-01-01T00:00:00Z' }, 'usage.extension_too_long'),
      agree({ kind: 'extension', until: '2029-02-01T00:00:00Z' }),
      agree({ kind: 'extension', until: '2029-02-01T00:00:00Z' }, 'usage.extension_taken'),
      { ...agree({}), save: { client: '$.data[0].clientId' } },
      { ...agree({}, 'usage.deprecation_not_found'), params: { id: 'nothing-of-ours' } },
      { ...agree({ clientId: '{{client}}' }, 'usage.consent_needs_reason'), as: 'admin' },
      { ...agree({ clientId: '{{client}}', reason: 'Asked on the phone.' }), as: 'admin' },
      {
        does: 'createApiKey',
        as: 'librarian',
        json: { name: 'a program', scopes: ['usage:write'] },
        gives: 201,
        match: { '$.key': 'token' },
        save: { key: '$.key' },
      },
      {
        ...agree({}),
        headers: { 'Idempotency-Key': 'agreed-once' },
      },
      {
        ...agree({ reason: 'Another request.' }, 'request.idempotency_key_reused'),
        headers: { 'Idempotency-Key': 'agreed-once' },
      },
      { ...agree({}, 'usage.consent_by_key'), as: 'nobody', headers: { Authorization: 'Bearer {{key}}' } },
    ],
    'agreeing-for-a-program-of-nobody': [
      {
        does: 'registerProgram',
        as: 'librarian',
        json: { program: 'GivenUpReader', name: 'An app that was given up' },
        gives: 201,
        match: registered,
        save: { program: '$.id' },
      },
      { ...agree({}), save: { client: '$.data[0].clientId' } },
      { does: 'unregisterProgram', as: 'librarian', params: { id: '{{program}}' }, gives: 204 },
      {
        does: 'registerProgram',
        as: 'librarian',
        json: { program: 'GivenUpReader', name: 'Mine again' },
        gives: 201,
        match: registered,
      },
      agree({ clientId: '{{client}}' }, 'usage.program_unconfirmed'),
    ],
    'what-concerns-my-calls': [
      { does: 'getMigrationReport', query: between('1.0', '1.1'), gives: 200, match: report },
      {
        does: 'getMigrationReport',
        query: between('1.1', '1.0'),
        gives: 'request.validation_failed',
        match: comparable,
      },
      {
        does: 'getMigrationReport',
        query: between('0.9', '1.1'),
        gives: 'request.validation_failed',
        match: comparable,
      },
    ],
    'telling-somebody-else': [
      {
        does: 'createApiKey',
        as: 'librarian',
        json: { name: 'a terminal', scopes: ['usage:read'] },
        gives: 201,
        match: { '$.key': 'token' },
        save: { key: '$.id' },
      },
      {
        does: 'setApiKeyContact',
        as: 'admin',
        params: { id: '{{key}}' },
        json: contact,
        gives: 'usage.change_needs_reason',
      },
      {
        does: 'setApiKeyContact',
        as: 'admin',
        params: { id: '{{key}}' },
        json: { ...contact, reason: 'Asked on the phone.' },
        gives: 200,
      },
      { does: 'getApiKeyContact', as: 'librarian', params: { id: '{{key}}' }, gives: 200 },
      {
        does: 'getApiKeyContact',
        as: 'librarian',
        params: { id: toId('apiKey', 999) },
        gives: 'usage.key_not_found',
      },
      {
        does: 'registerProgram',
        as: 'admin',
        json: { program: 'OthersReader', name: 'The app of somebody else', ownerId: toId('patron', 2) },
        gives: 'usage.change_needs_reason',
      },
    ],
    'registering-a-program': [
      { does: 'registerProgram', as: 'patron', json: program, gives: 'usage.developer_off' },
      { does: 'switchDeveloper', as: 'patron', json: { developer: true }, gives: 200 },
      { does: 'getDeveloper', as: 'patron', gives: 200 },
      {
        does: 'registerProgram',
        as: 'patron',
        json: { ...program, ...contact },
        gives: 'usage.contact_needs_staff',
      },
      {
        does: 'registerProgram',
        as: 'patron',
        json: { ...program, ownerId: toId('patron', 2) },
        gives: 'usage.owner_needs_admin',
      },
      {
        does: 'registerProgram',
        as: 'patron',
        json: { ...program, program: 'Mozilla' },
        gives: 'usage.program_unclear',
      },
      {
        does: 'registerProgram',
        as: 'patron',
        json: program,
        gives: 201,
        save: { program: '$.id' },
        match: registered,
      },
      { does: 'registerProgram', as: 'librarian', json: program, gives: 'usage.program_taken' },
      { does: 'listPrograms', as: 'patron', gives: 200, match: listed },
      {
        does: 'unregisterProgram',
        as: 'librarian',
        params: { id: '{{program}}' },
        gives: 'usage.program_not_found',
      },
      { does: 'unregisterProgram', as: 'patron', params: { id: '{{program}}' }, gives: 204 },
      {
        does: 'registerProgram',
        as: 'admin',
        json: { ...program, ownerId: toId('patron', 999) },
        gives: 'accounts.patron_not_found',
      },
    ],
    'registering-too-many-programs': [
      ...Array.from({ length: 20 }, (_, at): Said => ({
        does: 'registerProgram',
        as: 'librarian',
        json: { ...program, program: `Reader${at}` },
        gives: 201,
        match: registered,
      })),
      { does: 'registerProgram', as: 'librarian', json: program, gives: 'usage.too_many_programs' },
    ],
    'naming-a-contact': [
      {
        does: 'createApiKey',
        as: 'librarian',
        json: { name: 'a kiosk', scopes: ['catalogue:read'] },
        gives: 201,
        match: { '$.key': 'token' },
        save: { id: '$.id' },
      },
      { does: 'setApiKeyContact', as: 'librarian', params: { id: '{{id}}' }, json: contact, gives: 200 },
      {
        does: 'setApiKeyContact',
        as: 'librarian',
        params: { id: toId('apiKey', 999) },
        json: contact,
        gives: 'usage.key_not_found',
      },
    ],
    'paging-through-usage': [
      { does: 'listMyUsage', query: { cursor: 'not-one-of-ours' }, gives: 'request.cursor_invalid' },
      { does: 'listPrograms', query: { cursor: 'not-one-of-ours' }, gives: 'request.cursor_invalid' },
    ],
  },
} satisfies Scenarios;
