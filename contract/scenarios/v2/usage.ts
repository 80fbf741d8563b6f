import { toId } from '../../../src/interface/v2/ids.js';
import type { Scenarios } from '../scenario.js';

const program = { program: 'ScenarioReader', name: 'The app of the scenarios' };
const registered = { '$.id': 'text', '$.firstSeenAt': 'rfc3339' } as const;
const listed = { '$.data': 'any', '$header.etag': 'text' } as const;
const contact = { contactEmail: 'team@reader.example', secondEmail: null };

export default {
  calls: {
    listMyUsage: { answers: listed },
    getDeveloper: {},
    switchDeveloper: { json: { developer: true } },
    registerProgram: { as: 'librarian', json: program, answers: registered },
    listPrograms: { answers: listed },
    unregisterProgram: { params: { id: toId('program', 1) } },
    setApiKeyContact: { as: 'librarian', params: { id: toId('apiKey', 1) }, json: contact },
  },
  conversations: {
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
    ],
  },
} satisfies Scenarios;
