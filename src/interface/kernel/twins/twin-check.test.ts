import { expect } from 'chai';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { twin } from './twin.js';
import { TwinCheck } from './twin-check.js';

interface Lamp {
  readonly watts: number;
  readonly colour: string;
}

const older = twin<Lamp>({
  kind: 'lamp',
  operations: ['getLamp', 'listLamps'],
  present: ({ watts, colour }) => ({ power: watts, color: colour }),
  meaning: (answer) => {
    const { power, color } = answer as { power: number; color: string };
    return { watts: power, colour: color };
  },
  intended: [
    { path: '$.colour', why: 'It calls grey lamps white.', applies: ({ colour }) => colour === 'grey' },
  ],
});

const newer = twin<Lamp>({
  kind: 'lamp',
  operations: ['getLamp'],
  present: ({ watts, colour }) => {
    if (watts < 0) throw new Error('a lamp cannot');
    return { watts, colour };
  },
  meaning: (answer) => answer as Readonly<Record<string, unknown>>,
});

describe('The twin check', () => {
  let found: string[];
  let compared: number;

  beforeEach(() => {
    found = [];
    compared = 0;
  });

  const idle = (): boolean => false;

  const checkWith = ({
    oneOf = 1,
    isBusy = idle,
    twins = new Map([
      [1, [older]],
      [2, [newer]],
    ]),
  } = {}) =>
    new TwinCheck(
      twins,
      { oneOf, isBusy },
      {
        compared: () => void (compared += 1),
        differed: (kind, path, isIntended) =>
          void found.push(`${kind} ${path}${isIntended ? ' intended' : ''}`),
      },
    );

  const red: Lamp = { watts: 40, colour: 'red' };

  it('finds nothing where both majors say the same', async () => {
    checkWith().noteRead(1, 'getLamp', { power: 40, color: 'red' }, [red]);
    checkWith().noteRead(2, 'getLamp', { watts: 40, colour: 'red' }, [red]);
    await nextTurn();
    expect([compared, found]).to.deep.equal([2, []]);
  });

  it('tells the path at which they differ', async () => {
    checkWith().noteRead(1, 'getLamp', { power: 41, color: 'red' }, [red]);
    checkWith().noteRead(2, 'getLamp', { watts: 40, colour: 'blue' }, [red]);
    await nextTurn();
    expect(found).to.deep.equal(['lamp $.watts', 'lamp $.colour']);
  });

  it('tells intended differences apart, as long as the view has them', async () => {
    const grey: Lamp = { watts: 40, colour: 'grey' };
    checkWith().noteRead(1, 'getLamp', { power: 40, color: 'white' }, [grey]);
    checkWith().noteRead(1, 'getLamp', { power: 40, color: 'white' }, [red]);
    await nextTurn();
    expect(found).to.deep.equal(['lamp $.colour intended', 'lamp $.colour']);
  });

  it('compares the first entries of a list, bare or in `data`', async () => {
    const ten = Array.from({ length: 10 }, () => red);
    checkWith().noteRead(
      1,
      'listLamps',
      ten.map(() => ({ power: 1, color: 'red' })),
      ten,
    );
    await nextTurn();
    expect([compared, new Set(found)]).to.deep.equal([5, new Set(['lamp $.watts'])]);
  });

  it('leaves out what an answer does not say', async () => {
    checkWith().noteRead(2, 'getLamp', { watts: 40 }, [red]);
    await nextTurn();
    expect([compared, found]).to.deep.equal([1, []]);
  });

  it('counts a presenter that fails as a difference, and does not fail itself', async () => {
    checkWith().noteRead(1, 'getLamp', { power: -1, color: 'red' }, [{ watts: -1, colour: 'red' }]);
    await nextTurn();
    expect(found).to.deep.equal(['lamp $']);
  });

  it('works only after the answer: nothing happens within the request', async () => {
    const check = checkWith();
    check.noteRead(1, 'getLamp', { power: 41, color: 'red' }, [red]);
    expect([compared, found]).to.deep.equal([0, []]);
    await nextTurn();
    expect(compared).to.equal(1);
  });

  it('takes one of so many reads, and none of a busy process', async () => {
    const sampled = checkWith({ oneOf: 3 });
    for (let read = 0; read < 9; read++) sampled.noteRead(1, 'getLamp', { power: 40, color: 'red' }, [red]);
    await nextTurn();
    expect(compared).to.equal(3);
    checkWith({ isBusy: () => true }).noteRead(1, 'getLamp', { power: 40, color: 'red' }, [red]);
    await nextTurn();
    expect(compared).to.equal(3);
  });

  it('takes no reads that are not listed, and none of a major that is alone', async () => {
    checkWith().noteRead(2, 'listLamps', { data: [] }, [red]);
    checkWith({ twins: new Map([[1, [older]]]) }).noteRead(1, 'getLamp', { power: 1, color: 'red' }, [red]);
    await nextTurn();
    expect(compared).to.equal(0);
  });
});
