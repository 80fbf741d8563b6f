import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId, toKey } from '../../../src/interface/v2/ids.js';
import type { Member } from '../../support/library.js';
import type { Fields, BothMajors } from './both-majors.js';

export interface Copy {
  readonly bookId: number;
  readonly barcode: string;
}

type Major = 'v1' | 'v2';

/** A loan of `/v2` as `/v1` must show it. */
function asV1(loan: Fields, minor: string): Fields {
  return {
    id: toKey('loan', String(loan['id'])),
    ...(!['1.0', '1.1'].includes(minor) && { v2_id: loan['id'] }),
    book_id: toKey('book', String(loan['bookId'])),
    user_id: toKey('patron', String(loan['patronId'])),
    status: loan['status'],
    borrowed_at: loan['borrowedAt'],
    due_date: loan['dueAt'],
    returned_at: loan['returnedAt'],
    renewals: loan['renewals'],
  };
}

/** A loan that is changed through one major and read through the other. */
export class LoanInBothMajors {
  private id = 0;
  private isOpen = true;

  constructor(
    private readonly library: BothMajors,
    private readonly copy: Copy,
    private readonly reader: Member,
  ) {}

  async borrow(through: Major): Promise<void> {
    const { bookId, barcode } = this.copy;
    if (through === 'v1') {
      const shown = await this.library.v1('POST', '/loans', this.reader, { book_id: bookId });
      this.id = Number(shown['id']);
      return this.expectInV2(shown);
    }
    const { body } = await this.library.v2('POST', '/loans', this.reader, { copyBarcode: barcode });
    this.id = toKey('loan', String(body['id']));
    return this.expectInV1(body);
  }

  /** Makes the loan ten days older and renews it. Does nothing once the loan has ended: that would be refused. */
  async renew(through: Major): Promise<void> {
    if (!this.isOpen) return;
    await this.library.rows(sql`
      update loan set out_at = out_at - interval '10 days', due_at = due_at - interval '10 days' where id = ${this.id}`);
    if (through === 'v1') {
      return this.expectInV2(await this.library.v1('POST', `/loans/${this.id}/renew`, this.reader));
    }
    const { body } = await this.library.v2('POST', `${this.path()}/renewals`, this.reader);
    return this.expectInV1(body);
  }

  /** May be called any number of times. */
  async return(through: Major): Promise<void> {
    const isFirst = this.isOpen;
    this.isOpen = false;
    if (through === 'v1') {
      const shown = await this.library.v1('POST', `/loans/${this.id}/return`, this.reader);
      const { already_returned, ...loan } = shown;
      expect(already_returned).to.equal(!isFirst);
      return this.expectInV2(loan);
    }
    const { body } = await this.library.v2('POST', '/returns', this.library.librarian, {
      copyBarcode: this.copy.barcode,
    });
    const { alreadyReturned, loan } = body as { alreadyReturned: boolean; loan: Fields };
    expect(alreadyReturned).to.equal(!isFirst);
    return this.expectInV1(loan);
  }

  /** Returns the copy, so that it is free for the next run. */
  async end(): Promise<void> {
    if (this.isOpen) await this.return('v1');
  }

  private async expectInV2(shownInV1: Fields): Promise<void> {
    const { body } = await this.library.v2('GET', this.path(), this.reader);
    expect(asV1(body, this.library.minors.v1)).to.deep.equal(shownInV1);
  }

  private async expectInV1(shownInV2: Fields): Promise<void> {
    const shown = await this.library.v1('GET', `/loans/${this.id}`, this.reader);
    expect(shown).to.deep.equal(asV1(shownInV2, this.library.minors.v1));
  }

  private path(): string {
    return `/loans/${toId('loan', this.id)}`;
  }
}
