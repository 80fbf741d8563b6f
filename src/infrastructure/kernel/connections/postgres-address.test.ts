import { expect } from 'chai';
import { postgresOptions } from './postgres-address.js';

describe('The address of a PostgreSQL', () => {
  const url = 'postgres://ann:p%40ss@db.example:5432/shelf';

  it('is used without TLS when nothing requires it', () => {
    for (const query of ['', '?sslmode=disable', '?ssl=false'])
      expect(postgresOptions({ url: url + query })).to.deep.equal({ connectionString: url, ssl: false });
  });

  it('requires verified TLS, and never less', () => {
    for (const mode of ['require', 'verify-ca', 'verify-full', 'prefer', 'no-verify']) {
      const { connectionString, ssl } = postgresOptions({
        url: `${url}?sslmode=${mode}&uselibpqcompat=true&sslrootcert=/x&application_name=a`,
      });
      expect(connectionString).to.equal(`${url}?application_name=a`);
      expect(ssl).to.deep.equal({ host: 'db.example' });
    }
  });

  it('is verified by the given certificates, whatever its own parameters say', () => {
    const { ssl } = postgresOptions({ url: 'postgres://[::1]/shelf?sslmode=disable', ca: 'PEM' });
    expect(ssl).to.deep.equal({ host: '::1', ca: 'PEM' });
  });
});
