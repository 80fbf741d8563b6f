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

  it('sends a deprecated field of a body, which is refused before the body is checked', () => {
    const command = (element: string) =>
      rehearsalCommand({ ...call, element }, '2027-12-01', links('POST'))
        ?.split(' \\\n  ')
        .slice(4);
    expect(command('body:shades.colour')).to.deep.equal([
      `-H 'Content-Type: application/json'`,
      `-d '{"shades":{"colour":"VALUE"}}'`,
    ]);
    expect(command('form:cover')).to.deep.equal([`-F 'cover=VALUE'`]);
    expect(command('answer:author')).to.deep.equal([]);
  });

  it('is missing for what is not served', () => {
    expect(rehearsalCommand(call, '2027-12-01', { operation: () => undefined })).to.equal(undefined);
  });
});
