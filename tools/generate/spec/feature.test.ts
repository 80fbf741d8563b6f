import { expect } from 'chai';
import { readFeature } from './feature.js';

describe('A feature to be made', () => {
  const made = (name: string, fields = ['title:text'], versions = 'v2') =>
    readFeature(name, fields, versions);

  for (const [name, entity] of [
    ['announcements', 'announcement'],
    ['stories', 'story'],
    ['movies', 'movie'],
    ['addresses', 'address'],
    ['people', 'person'],
  ] as const) {
    it(`that is called ${name} has the singular ${entity}`, () => {
      expect(made(name)).to.include({ name, entity });
    });
  }

  for (const name of ['announcement', 'sheep', 'series', 'news', 'bus', 'analyses']) {
    it(`is not called ${name}, of which singular and plural cannot be told apart`, () => {
      expect(() => made(name)).to.throw('a plural that differs from its singular');
    });
  }

  for (const name of [
    'reading lists',
    'reading-lists',
    'readingLists',
    'reading_lists',
    '',
    'Notes',
    '../notes',
    "notes'; drop table book; --",
    '__proto__',
    'nötes',
    'v3',
    'x'.repeat(31),
  ]) {
    it(`is not called ${JSON.stringify(name)}, which is not one word`, () => {
      expect(() => made(name)).to.throw('one word in lower case');
    });
  }

  for (const name of ['classes', 'functions', 'references', 'cases']) {
    it(`is not called ${name}, a word that is reserved`, () => {
      expect(() => made(name)).to.throw('reserved word');
    });
  }

  it('has a table that is called like it, or in the plural where that is a word of SQL', () => {
    for (const [name, table] of [
      ['stories', 'story'],
      ['orders', 'orders'],
      ['users', 'users'],
    ] as const)
      expect(made(name).table).to.equal(table);
  });

  const used =
    'tags changes bodies paths revisions works audits services routes cursors dates promises records queries pages ' +
    'clocks units migrations';
  for (const name of used.split(' ')) {
    it(`is not called ${name}, which its code calls something else`, () => {
      expect(() => made(name)).to.throw('The code of every feature uses the name');
    });
  }

  it('is shown by v2, or by v1 and v2', () => {
    expect(made('notes').majors).to.deep.equal([2]);
    expect(made('notes', ['title:text'], 'v1,v2').majors).to.deep.equal([1, 2]);
    for (const versions of ['v1', 'v2,v1', 'v3', '', '2'])
      expect(() => made('notes', ['title:text'], versions)).to.throw('The versions are');
  });

  it('has 1 to 15 fields with different names, and at most 3 references', () => {
    const many = (count: number, type: string) => Array.from({ length: count }, (_, at) => `f${at}:${type}`);
    expect(made('notes', many(15, 'text')).fields).to.have.length(15);
    for (const fields of [[], many(16, 'text')])
      expect(() => made('notes', fields)).to.throw('1 to 15 fields');
    expect(() => made('notes', many(4, 'ref(catalogue.book)'))).to.throw('3 references');
    for (const twins of [
      ['a:text', 'a:integer'],
      ['book:ref(catalogue.book)', 'bookId:text'],
      ['aB:text', 'ab:text'],
    ])
      expect(() => made('notes', twins)).to.throw('the same name');
  });
});
