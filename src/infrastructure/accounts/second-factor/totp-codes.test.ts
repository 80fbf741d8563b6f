import { expect } from 'chai';
import { Secret } from 'otpauth';
import { TotpCodes } from './totp-codes.js';

/** The secret of the test vectors in RFC 6238, appendix B. */
const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('A one-time code', () => {
  const codes = new TotpCodes();

  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const) {
    it(`is that of RFC 6238 at second ${seconds}`, () => {
      expect(codes.stepOf(secret, code, at(seconds))).to.equal(Math.floor(seconds / 30));
    });
  }

  it('names its own time step while the clocks differ by up to two minutes, and none beyond', () => {
    const step = Math.floor(1_234_567_890 / 30);
    const found = [-150, -120, -30, 0, 30, 120, 150].map((skew) =>
      codes.stepOf(secret, '005924', at(1_234_567_890 + skew)),
    );
    expect(found).to.deep.equal([undefined, step, step, step, step, step, undefined]);
  });

  for (const code of ['', '05924', '0005924', '00592x', '００５９２４', '+05924', ' 05924']) {
    it(`is not the text ${JSON.stringify(code)}`, () => {
      expect(codes.stepOf(secret, code, at(1_234_567_890))).to.equal(undefined);
    });
  }

  it('belongs to one secret', () => {
    expect(codes.stepOf(codes.makeSecret(), '005924', at(1_234_567_890))).to.equal(undefined);
  });
});

describe('The secret of an authenticator app', () => {
  const codes = new TotpCodes();

  it('has 160 bits, and a recovery code has 120', () => {
    expect(codes.makeSecret()).to.match(/^[A-Z2-7]{32}$/);
    expect(codes.makeRecoveryCode()).to.match(/^[a-z2-7]{24}$/);
    expect(codes.makeSecret()).to.not.equal(codes.makeSecret());
  });

  it('is in the URI with the account, and in the QR code', () => {
    const { uri, qrCode } = codes.invite(secret, 'ada@example.org');
    expect(uri).to.equal(
      `otpauth://totp/Shelflife:ada%40example.org?issuer=Shelflife&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    expect(qrCode).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/);
    expect(codes.invite(secret, 'bob@example.org').qrCode).to.not.equal(qrCode);
  });

  it('stays one parameter whatever the account is called', () => {
    const { uri } = codes.invite(secret, 'a&secret=AAAA#?/:"<b>');
    expect(new URL(uri).searchParams.getAll('secret')).to.deep.equal([secret]);
    expect(uri).to.not.match(/[<>"#]/);
  });
});
