import { expect } from 'chai';
import { rehearsalCommand } from './rehearsal-command.js';

const call = { major: 1, operationId: 'listBooks', element: '', minor: '1.0' };
const links = (method: string) => ({
  operation: () => ({ method, url: 'https://library.example/v1/books' }),
});

describe('The command that rehearses a sunset', () => {
  it('asks for the answer of its day', () => {
    expect(rehearsalCommand(call, '2027-12-01', links('GET'))).to.equal(
      `curl -i 'https://library.example/v1/books' \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'API-Version: 1.0' \\
  -H 'Prefer: lifecycle-at="2027-12-01T00:00:00Z"'`,
    );
  });

  it('has the method and the deprecated parameter', () => {
    const command = rehearsalCommand({ ...call, element: 'query:colour' }, '2027-12-01', links('PUT'));
    expect(command).to.include(`curl -i -X PUT 'https://library.example/v1/books?colour=VALUE' \\`);
  });

  it('is missing for what is not served', () => {
    expect(rehearsalCommand(call, '2027-12-01', { operation: () => undefined })).to.equal(undefined);
  });
});
