import { expect } from 'chai';
import { readColumns } from './read-columns.js';

/** Field → header. */
function headersOf(...texts: string[]): object {
  return Object.fromEntries([...readColumns(texts)].map(([field, { headers }]) => [field, headers.join()]));
}

describe('Parsing the columns of an import', () => {
  it('returns the header of each field', () => {
    expect(headersOf('title=Title, year = original year,isbn=a=b')).to.deep.equal({
      title: 'Title',
      year: 'original year',
      isbn: 'a=b',
    });
  });

  it('reports an unknown field, and lists the known ones', () => {
    expect(() => readColumns(['title=title,author=authors'])).to.throw(
      'columns: there is no field "author". The fields are title, subtitle, contributors,',
    );
    expect(() => readColumns([''])).to.throw('there is no field ""');
    expect(() => readColumns(['title=title,'])).to.throw('there is no field ""');
  });

  it('refuses a field without a column, and a repeated field', () => {
    expect(() => readColumns(['title'])).to.throw('"title" names no column; write title=HEADER');
    expect(() => readColumns(['title=a,title=b'])).to.throw('title is given twice');
  });

  it('accepts several lists', () => {
    expect(headersOf('title=Title', 'contributors=Author,isbn=ISBN')).to.deep.equal({
      title: 'Title',
      contributors: 'Author',
      isbn: 'ISBN',
    });
    expect(() => readColumns(['title=a', 'title=b'])).to.throw('title is given twice');
  });

  it('accepts headers with commas, in quotation marks or without them', () => {
    const both = { title: 'Title', contributors: 'Author (Last, First)' };
    expect(headersOf('title=Title,contributors="Author (Last, First)"')).to.deep.equal(both);
    expect(headersOf('contributors="Author (Last, First)",title=Title')).to.deep.equal({ ...both });
    expect(headersOf('contributors=Author (Last, First),title=Title')).to.deep.equal(both);
    expect(headersOf('contributors=Author (Last, First)', 'title=Title')).to.deep.equal(both);
    expect(headersOf('title="a,isbn=b ""c"""')).to.deep.equal({ title: 'a,isbn=b "c"' });
  });

  it('reads long texts of spaces and commas at once', () => {
    for (const text of [`title=T,${' '.repeat(100_000)}!`, `title=${', '.repeat(50_000)}!`]) {
      const since = performance.now();
      readColumns([text]);
      expect(performance.now() - since).to.be.lessThan(1_000);
    }
  });
});
