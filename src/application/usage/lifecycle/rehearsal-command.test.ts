import { expect } from 'chai';
import { rehearsalCommand } from './rehearsal-command.js';

const now = new Date('2026-12-01T09:30:00Z');
const use = {
  major: 1,
  operationId: 'changeUserRole',
  element: '',
  method: 'PATCH',
  path: '/v1/users/{id}/role',
};

describe('The command of a rehearsal', () => {
  it('sends the request as on the day of the sunset', () => {
    expect(rehearsalCommand('https://library.example', use, '2028-12-01', now)).to.equal(
      [
        `curl -i -X PATCH 'https://library.example/v1/users/ID/role'`,
        `  -H "Authorization: Bearer $TOKEN"`,
        `  -H 'Prefer: lifecycle-at="2028-12-01T00:00:00Z"'`,
      ].join(' \\\n'),
    );
  });

  it('asks for tomorrow once the sunset is past, because no request can be answered as of before', () => {
    expect(rehearsalCommand('', use, '2026-11-01', now)).to.include('lifecycle-at="2026-12-02T00:00:00Z"');
  });

  it('sends the deprecated parameter', () => {
    const part = { ...use, method: 'GET', path: '/v1/books', element: 'query:author_name' };
    expect(rehearsalCommand('', part, '2028-12-01', now)).to.include(`curl -i '/v1/books?author_name=VALUE'`);
  });
});
