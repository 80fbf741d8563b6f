import { expect } from 'chai';
import { maskUrl } from './mask.js';

describe('A masked URL', () => {
  const masked = {
    'postgres://ann:pw@db:5432/shelf': 'postgres://ann:********@db:5432/shelf',
    'postgres://ann:1/p?w#@x@db/shelf': 'postgres://ann:********@db/shelf',
    'postgres://db/shelf?user=ann&password=pw': 'postgres://db/shelf?********',
    'rediss://:pw@cache:6379': 'rediss://********@cache:6379',
    'redis://token@cache': 'redis://********@cache',
    'redis+sentinel://:pw@one,two/m?sentinel_password=x': 'redis+sentinel://********@one,two/m?********',
    'redis://cache:6379/1': 'redis://cache:6379/1',
  };
  for (const [url, shown] of Object.entries(masked)) {
    it(`shows ${shown}`, () => expect(maskUrl(url)).to.equal(shown));
  }
});
