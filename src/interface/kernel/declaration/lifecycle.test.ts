import { expect } from 'chai';
import { lifecycleFaults, lifecycleHeaders, stateAt, type Lifecycle } from './lifecycle.js';

const lifecycle: Lifecycle = {
  id: 'v1-list-tools',
  deprecated: '2026-12-01',
  sunset: '2027-12-01',
  guard: 'date',
  whyByDate: 'Nobody but us calls it.',
  successor: { operationId: 'listTools', href: '/v2/tools' },
  guide: '/docs/guides/v1-list-tools',
};
const { sunset: _, ...endless } = lifecycle;
const faultsOf = (changes: Partial<Lifecycle>) => lifecycleFaults({ ...lifecycle, ...changes }, 365);

describe('The state of a lifecycle', () => {
  const table: readonly [now: string, state: string][] = [
    ['2026-11-30T23:59:59.999Z', 'announced'],
    ['2026-12-01T00:00:00.000Z', 'deprecated'],
    ['2027-11-30T23:59:59.999Z', 'deprecated'],
    ['2027-12-01T00:00:00.000Z', 'gone'],
    ['2099-01-01T00:00:00.000Z', 'gone'],
  ];
  for (const [now, state] of table) {
    it(`is ${state} at ${now}`, () => {
      expect(stateAt(new Date(now), lifecycle)).to.equal(state);
    });
  }

  it('is held from the sunset on, if the date alone does not end it', () => {
    const { guard: _guard, ...consent } = lifecycle;
    expect(stateAt(new Date('2027-11-30'), consent)).to.equal('deprecated');
    expect(stateAt(new Date('2027-12-01'), consent)).to.equal('held');
  });

  it('is never gone without a sunset', () => {
    expect(stateAt(new Date('2099-01-01'), endless)).to.equal('deprecated');
  });

  it('is active without a lifecycle', () => {
    expect(stateAt(new Date('2099-01-01'), undefined)).to.equal('active');
  });
});

describe('The headers of a lifecycle', () => {
  it('are formatted exactly as in RFC 9745, RFC 8594 and RFC 8288', () => {
    expect(lifecycleHeaders([lifecycle])).to.deep.equal({
      Deprecation: '@1796083200',
      Sunset: 'Wed, 01 Dec 2027 00:00:00 GMT',
      Link:
        '</docs/guides/v1-list-tools>; rel="deprecation"; type="text/html", ' +
        '</docs/guides/v1-list-tools>; rel="sunset"; type="text/html", ' +
        '</v2/tools>; rel="successor-version"',
    });
  });

  it('leave out a missing sunset or successor', () => {
    const headers = lifecycleHeaders([{ ...endless, successor: { none: 'Nobody needs it.' } }]);
    expect(headers).to.deep.equal({
      Deprecation: '@1796083200',
      Link: '</docs/guides/v1-list-tools>; rel="deprecation"; type="text/html"',
    });
  });

  const templated = {
    operationId: 'updateTool',
    href: '/v2/tools/{id}',
    addressFor: ({ id }: Readonly<Record<string, string>>) => (id === '7' ? '/v2/tools/tool_x' : undefined),
  };
  const linkFor = (path: Readonly<Record<string, string>>, successor = templated) =>
    lifecycleHeaders([{ ...lifecycle, successor }], path)['Link'];

  it('have the address of the successor of this very resource', () => {
    expect(linkFor({ id: '7' })).to.include('</v2/tools/tool_x>; rel="successor-version"');
  });

  it('lead to the documentation of a successor without an address', () => {
    const documented = '</v2/docs#/tools/updateTool>; rel="successor-version"';
    expect(linkFor({ id: 'x' })).to.include(documented);
    const { addressFor: _without, ...plain } = templated;
    expect(lifecycleHeaders([{ ...lifecycle, successor: plain }], { id: '7' })['Link']).to.include(
      documented,
    );
  });

  it('have the earliest dates of several lifecycles, and the links of all', () => {
    const later = {
      ...lifecycle,
      deprecated: '2027-01-01',
      sunset: '2028-06-01',
      guide: '/docs/guides/other',
    };
    const headers = lifecycleHeaders([later, endless, lifecycle]);
    expect(headers).to.include({ Deprecation: '@1796083200', Sunset: 'Wed, 01 Dec 2027 00:00:00 GMT' });
    expect(headers['Link']?.match(/rel="deprecation"/g)).to.have.lengthOf(3);
    expect(headers['Link']).to.include('</docs/guides/other>; rel="sunset"');
  });

  it('are empty without a lifecycle', () => {
    expect(lifecycleHeaders([])).to.deep.equal({});
  });
});

describe('The check of a lifecycle', () => {
  it('accepts the promised notice', () => {
    expect(faultsOf({})).to.deep.equal([]);
    expect(lifecycleFaults(endless, 730)).to.deep.equal([]);
    expect(faultsOf({ successor: { none: 'Nobody needs it.' } })).to.deep.equal([]);
  });

  it('refuses a sunset that is a day too early', () => {
    expect(faultsOf({ sunset: '2027-11-30' })).to.deep.equal([
      'is gone 364 days after its deprecation; 365 are promised',
    ]);
    expect(lifecycleFaults(lifecycle, 730)).to.have.lengthOf(1);
  });

  it('refuses a sunset before the deprecation', () => {
    expect(faultsOf({ sunset: '2026-11-01' })[0]).to.include('is gone -30 days after');
  });

  it('refuses an invalid date', () => {
    for (const day of ['2027-02-29', '2027-13-01', '1.12.2027', '2027-12-01T00:00:00Z', '']) {
      expect(faultsOf({ deprecated: day }), day).to.deep.equal([`has an invalid date: ${day}`]);
      expect(faultsOf({ sunset: day }), day).to.deep.equal([`has an invalid date: ${day}`]);
    }
  });

  it('refuses a missing successor without a reason', () => {
    expect(faultsOf({ successor: { none: ' ' } })).to.deep.equal([
      'has neither a successor nor a reason for none',
    ]);
  });

  it('refuses a guard by the date alone without a reason', () => {
    expect(faultsOf({ whyByDate: ' ' })).to.deep.equal([
      'is ended by its date alone, without a reason (whyByDate)',
    ]);
    expect(faultsOf({ guard: 'consent', whyByDate: '' })).to.deep.equal([]);
  });
});
