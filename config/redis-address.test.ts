import { expect } from 'chai';
import { readRedisAddress } from './redis-address.js';

describe('An address of Redis', () => {
  it('may be that of one server, which is used unchanged', () => {
    for (const url of ['redis://cache', 'rediss://:p%40w@cache:6380/2', 'redis://127.0.0.1:6379?family=4'])
      expect(readRedisAddress(url)).to.equal(url);
  });

  it('may be that of Sentinels, with the name of the master and the password of the servers', () => {
    expect(readRedisAddress('redis+sentinel://one,two:26380/mymaster')).to.deep.equal({
      kind: 'sentinel',
      tls: false,
      sentinels: [
        { host: 'one', port: 26_379 },
        { host: 'two', port: 26_380 },
      ],
      master: 'mymaster',
      database: 0,
    });
    expect(
      readRedisAddress(
        'rediss+sentinel://ann:p%2Cw%40@[::1]:1/my%20master/3?sentinel_username=bob&sentinel_password=q%26',
      ),
    ).to.deep.equal({
      kind: 'sentinel',
      tls: true,
      username: 'ann',
      password: 'p,w@',
      sentinelUsername: 'bob',
      sentinelPassword: 'q&',
      sentinels: [{ host: '::1', port: 1 }],
      master: 'my master',
      database: 3,
    });
  });

  it('may be that of some nodes of a cluster', () => {
    const nodes = [
      { host: '10.0.0.1', port: 7000 },
      { host: 'node-2.example', port: 6379 },
    ];
    for (const end of ['', '/', '/0'])
      expect(readRedisAddress(`redis+cluster://:pw@10.0.0.1:7000,node-2.example${end}`)).to.deep.equal({
        kind: 'cluster',
        tls: false,
        password: 'pw',
        nodes,
      });
  });

  it('is refused in every other form, and not repeated in the error', () => {
    for (const url of [
      'http://secret',
      'redis:secret',
      'redis+sentinel://secret:26379',
      'redis+sentinel://secret:26379/',
      'redis+sentinel:///secret',
      'redis+sentinel://secret,/mymaster',
      'redis+sentinel://secret:port/mymaster',
      'redis+sentinel://secret:70000/mymaster',
      'redis+sentinel://secret/mymaster/one',
      'redis+sentinel://secret/mymaster/1/2',
      'redis+sentinel://secret/mymaster?db=1',
      'redis+sentinel://host/mymaster?sentinel_password=a@secret',
      'redis+sentinel://secret@host/mymaster',
      'redis+sentinel://a:b:secret@host/mymaster',
      'redis+sentinel://a:%secret@host/mymaster',
      'redis+cluster://',
      'redis+cluster://secret/1',
      'redis+cluster://secret?x=1',
      'redis+cluster://redis://secret',
      'redis+clusters://secret',
    ])
      expect(() => readRedisAddress(url), url)
        .to.throw()
        .with.property('message')
        .which.does.not.contain('secret');
  });
});
