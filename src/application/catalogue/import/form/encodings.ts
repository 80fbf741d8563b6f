import { fault } from '../../../../domain/kernel/field-fault.js';
import { ImportFault } from './import-fault.js';

/** Names of Windows code pages that people know, and that the WHATWG standard does not list. */
const codePages: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
};

const some = [
  'utf-8',
  'utf-16le',
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'shift_jis',
  'gbk',
  'big5',
  'euc-kr',
];

/**
 * The WHATWG name of an encoding.
 * @throws ImportFault that names some encodings
 */
export function encodingCalled(name: string): string {
  const label = name.trim().toLowerCase();
  try {
    return new TextDecoder((Object.hasOwn(codePages, label) ? codePages[label] : undefined) ?? label)
      .encoding;
  } catch {
    const message = '{{field}}: "{{name}}" is not known. Some that are: {{allowed}}.';
    throw new ImportFault('encoding', fault('not_one_of', message, { name, allowed: some }));
  }
}
