import { Refusal, type RefusalReason } from '../kernel/refusal.js';
import { opaqueString } from './opaque-string.js';
import { passwordCommon, passwordPersonal, passwordTooShort, passwordUnusable } from './refusals.js';

/** The least number of characters of a password, counted in the form that is hashed. */
const passwordLength = 8;

/** The names and the address of the person whose password it is. */
export interface PasswordOwner {
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

/**
 * Checks a new password. Returns the form that is hashed.
 * @param common the most common passwords, in lower case
 * @throws Refusal with one of `passwordRefusals`
 */
export function checkedPassword(password: string, owner: PasswordOwner, common: ReadonlySet<string>): string {
  const form = opaqueString(password);
  if (form === undefined) throw new Refusal(passwordUnusable);
  const fault = faultOf(form, owner, common);
  if (fault) throw new Refusal(fault);
  return form;
}

function faultOf(form: string, owner: PasswordOwner, common: ReadonlySet<string>): RefusalReason | undefined {
  if ([...form].length < passwordLength) return passwordTooShort;
  if (common.has(form.toLowerCase())) return passwordCommon;
  return namesOf(owner).includes(lettersOf(form)) ? passwordPersonal : undefined;
}

/** The names and addresses of a person, in every order in which people write them. */
function namesOf({ username, firstName, lastName, email }: PasswordOwner): string[] {
  const [first, last, address] = [firstName ?? '', lastName ?? '', email ?? ''];
  const mailbox = address.slice(0, address.lastIndexOf('@'));
  const names = [username, first, last, first + last, last + first, address, mailbox];
  return names.map(lettersOf).filter((name) => name !== '');
}

/** Only letters and digits, in lower case: `Ada.Lovelace` is the name `Ada Lovelace`. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}
