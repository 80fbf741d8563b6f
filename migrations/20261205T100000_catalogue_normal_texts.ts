import { Migration } from '@mikro-orm/migrations';

/** Characters that are neither letter, mark, digit nor apostrophe (Unicode 17), as ranges of code points. */
const separators = `
  0-26 28-2F 3A-40 5B-60 7B-A9 AB-B1 B4 B6-B8 BB BF D7 F7 2C2-2C5 2D2-2DF 2E5-2EB 2ED 2EF-2FF 375 37E
  384-385 387 3F6 482 55A-55F 589-58F 5BE 5C0 5C3 5C6 5F3-60F 61B-61F 66A-66D 6D4 6DD-6DE 6E9 6FD-6FE
  700-70F 7F6-7F9 7FE-7FF 830-83E 85E 888 890-891 8E2 964-965 970 9F2-9F3 9FA-9FB 9FD A76 AF0-AF1 B70
  BF3-BFA C77 C7F C84 D4F D79 DF4 E3F E4F E5A-E5B F01-F17 F1A-F1F F34 F36 F38 F3A-F3D F85 FBE-FC5
  FC7-FDA 104A-104F 109E-109F 10FB 1360-1368 1390-1399 1400 166D-166E 1680 169B-169C 16EB-16ED 1735-1736
  17D4-17D6 17D8-17DB 1800-180A 180E 1940-1945 19DE-19FF 1A1E-1A1F 1AA0-1AA6 1AA8-1AAD 1B4E-1B4F
  1B5A-1B6A 1B74-1B7F 1BFC-1BFF 1C3B-1C3F 1C7E-1C7F 1CC0-1CC7 1CD3 1FBD 1FBF-1FC1 1FCD-1FCF 1FDD-1FDF
  1FED-1FEF 1FFD-200B 200D-206F 207A-207E 208A-208E 20A0-20C1 2100-2101 2103-2106 2108-2109 2114
  2116-2118 211E-2123 2125 2127 2129 212E 213A-213B 2140-2144 214A-214D 214F 218A-244A 249C-24E9
  2500-2775 2794-2BFF 2CE5-2CEA 2CF9-2CFC 2CFE-2CFF 2D70 2E00-2E2E 2E30-3004 3008-3020 3030 3036-3037
  303D-303F 309B-309C 30A0 30FB 3190-3191 3196-319F 31C0-31EF 3200-321E 322A-3247 3250 3260-327F
  328A-32B0 32C0-33FF 4DC0-4DFF A490-A4C6 A4FE-A4FF A60D-A60F A673 A67E A6F2-A716 A720-A721 A789-A78A
  A828-A82B A836-A839 A874-A877 A8CE-A8CF A8F8-A8FA A8FC A92E-A92F A95F A9C1-A9CD A9DE-A9DF AA5C-AA5F
  AA77-AA79 AADE-AADF AAF0-AAF1 AB5B AB6A-AB6B ABEB FB29 FBB2-FBD2 FD3E-FD4F FD90-FD91 FDC8-FDCF FDFC-FDFF FE10-FE19 FE30-FE6B FEFF-FF0F FF1A-FF20 FF3B-FF40 FF5B-FF65 FFE0-FFFD 10100-10102 10137-1013F
  10179-10189 1018C-101FC 1039F 103D0 1056F 10857 10877-10878 1091F 1093F 10A50-10A58 10A7F 10AC8
  10AF0-10AF6 10B39-10B3F 10B99-10B9C 10D6E 10D8E-10D8F 10EAD 10ED0-10ED8 10F55-10F59 10F86-10F89
  11047-1104D 110BB-110C1 110CD 11140-11143 11174-11175 111C5-111C8 111CD 111DB 111DD-111DF 11238-1123D
  112A9 113D4-113D8 1144B-1144F 1145A-1145D 114C6 115C1-115D7 11641-11643 11660-1166C 116B9 1173C-1173F
  1183B 11944-11946 119E2 11A3F-11A46 11A9A-11A9C 11A9E-11AA2 11B00-11B09 11BE1 11C41-11C45 11C70-11C71
  11EF7-11EF8 11F43-11F4F 11FD5-11FFF 12470-12474 12FF1-12FF2 13430-1343F 16A6E-16A6F 16AF5 16B37-16B3F
  16B44-16B45 16D6D-16D6F 16E97-16E9A 16FE2 1BC9C 1BC9F-1CCEF 1CCFA-1CEF0 1CF50-1D164 1D16A-1D16C
  1D173-1D17A 1D183-1D184 1D18C-1D1A9 1D1AE-1D241 1D245 1D300-1D356 1D6C1 1D6DB 1D6FB 1D715 1D735 1D74F
  1D76F 1D789 1D7A9 1D7C3 1D800-1D9FF 1DA37-1DA3A 1DA6D-1DA74 1DA76-1DA83 1DA85-1DA8B 1E14F 1E2FF 1E5FF
  1E95E-1E95F 1ECAC 1ECB0 1ED2E 1EEF0-1F0F5 1F10D-1FBEF 1FBFA E0001-E007F`;

/** Accents, vowel signs that may be left out, and marks without a meaning of their own. */
const accents = `
  300-36F 483-487 591-5BD 5BF 5C1-5C2 5C4-5C5 5C7 610-61A 640 64B-65F 670 6D6-6DC 6DF-6E4 6E7-6E8
  6EA-6ED 180B-180F 1AB0-1AFF 1DC0-1DFF 20D0-20FF FE00-FE0F FE20-FE2F`;

const invisible = 'AD 61C 200D-200F 202A-202E 2060-2064 2066-206F FEFF';

/** Letters and signs that are typed for an apostrophe. A Persian zero-width non-joiner is treated alike. */
const apostrophes = '60 B4 2B9 2BB-2BF 2C8 55A 5F3 1FBD 1FBF 1FFE 200C 2018 2019 201B 2032 A78B-A78C FF07';

/** The zeros of the scripts with digits of their own. */
const zeros = `
  660 6F0 7C0 966 9E6 A66 AE6 B66 BE6 C66 CE6 D66 DE6 E50 ED0 F20 1040 1090 17E0 1810 1946 19D0 1A80
  1A90 1B50 1BB0 1C40 1C50 A620 A8D0 A900 A9D0 A9F0 AA50 ABF0`;

/** A letter as it is found: the final sigma, and Arabic letters with a Persian or Urdu form. */
const letters =
  '3C2=3C3 629=647 643=6A9 649=6CC 64A=6CC 671=627 6AA=6A9 6BA=646 6BE=647 6C1=647 6C3=647 6CD=6CC 6D0=6CC 6D2=6CC 6D5=647';

const listed = (codes: string): string[] => codes.trim().split(/\s+/);
const escaped = (code: string): string =>
  code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
/** The inside of a bracket expression. */
const inBrackets = (codes: string): string =>
  listed(codes)
    .map((range) => range.split('-').map(escaped).join('-'))
    .join('');
const text = (codes: readonly (string | number)[]): string =>
  `'${codes.map((code) => String.fromCodePoint(typeof code === 'number' ? code : parseInt(code, 16))).join('')}'`;

const separator = `[${inBrackets(separators)}]`;
const apostrophe = `[${inBrackets(apostrophes)}]`;
const digits = listed(zeros).flatMap((zero) =>
  Array.from({ length: 10 }, (_, at) => parseInt(zero, 16) + at),
);
const pairs = listed(letters).map((pair) => pair.split('='));

/**
 * One normal form of texts, for what is stored and for what is searched. Functions in PL/pgSQL call only functions of
 * PostgreSQL, because dumps are restored, and indexes built, without a search path.
 */
export class CatalogueNormalTexts extends Migration {
  override up(): void {
    this.steps();
    this.normalForm();
  }

  override down(): void {
    this.addSql('drop function catalogue_key(text)');
    this.addSql('drop function catalogue_text(text)');
    this.addSql('drop function catalogue_settled(text)');
    this.addSql('drop function catalogue_decomposed(text)');
  }

  private steps(): void {
    this.addSql(`
      create function catalogue_decomposed(given text) returns text
      language sql immutable strict parallel safe
      return normalize(regexp_replace(normalize(regexp_replace(regexp_replace(regexp_replace(given,
        '[${inBrackets(invisible)}]+', '', 'g'), '${apostrophe}', '''', 'g'), '${separator}+', ' ', 'g'), NFKD),
        '[${inBrackets(accents)}]+', '', 'g'), NFC)`);
    this.addSql(`
      create function catalogue_settled(given text) returns text
      language plpgsql immutable strict parallel safe as $$
      declare
        words text := given;
      begin
        if words ~ '[${digits.map((code) => escaped(code.toString(16))).join('')}]' then
          words := translate(words, ${text(digits)}, repeat('0123456789', ${digits.length / 10}));
        end if;
        if words ~ '[\\u03C2\\u0600-\\u06FF]' then
          words := translate(words, ${text(pairs.map(([from = '']) => from))}, ${text(pairs.map(([, to = '']) => to))});
        end if;
        return btrim(regexp_replace(words, '${separator}+', ' ', 'g'));
      end $$`);
  }

  /** Lower case, no accents, one space between words, and apostrophes only in words. */
  private normalForm(): void {
    // Most texts are ASCII. For them only the last step is needed.
    this.addSql(`
      create function catalogue_text(given text) returns text
      language sql immutable strict parallel safe
      return case when octet_length(given) = length(given)
        then btrim(regexp_replace(lower(replace(given, '\`', '''')), '[^a-z0-9'']+', ' ', 'g'))
        else catalogue_settled(fold(lower(catalogue_decomposed(given)))) end`);
    this.addSql(`
      create function catalogue_key(given text) returns text
      language sql immutable strict parallel safe
      return replace(replace(catalogue_text(given), ' ', ''), '''', '')`);
  }
}
