import { Migration } from '@mikro-orm/migrations';

/**
 * Orders of books from suppliers, and their lines. `order` is a word of SQL. Prices are in the minor unit of the
 * currency. A line names a book, or the title of one that is to come; a title gets its book when it comes.
 */
export class OrdersOrders extends Migration {
  override up(): void {
    this.addSql(`
      create table purchase_order (
        id bigint generated always as identity primary key,
        supplier text not null constraint purchase_order_supplier_given check (supplier <> ''),
        currency text not null constraint purchase_order_currency_code check (currency ~ '^[A-Z]{3}$'),
        status text not null constraint purchase_order_status_known
          check (status in ('draft', 'ordered', 'partly_received', 'received', 'cancelled')),
        revision integer not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        ordered_at timestamptz,
        constraint purchase_order_ordered_once check ((status = 'draft') = (ordered_at is null))
      )`);
    this.addSql('create index purchase_order_status on purchase_order (status, id)');
    this.addSql('create index purchase_order_supplier on purchase_order (lower(supplier), id)');
    this.addSql(`
      create table purchase_order_line (
        id bigint generated always as identity primary key,
        order_id bigint not null references purchase_order on delete cascade,
        number integer not null constraint purchase_order_line_number_counts check (number > 0),
        book_id bigint references book,
        title text,
        isbn text,
        author text,
        quantity integer not null constraint purchase_order_line_quantity_counts check (quantity > 0),
        unit_price bigint not null constraint purchase_order_line_price_owed check (unit_price >= 0),
        received integer not null,
        constraint purchase_order_line_number_unique unique (order_id, number),
        constraint purchase_order_line_of_book check (book_id is not null or title is not null),
        constraint purchase_order_line_received_ordered check (received between 0 and quantity)
      )`);
    this.addSql('create index purchase_order_line_book on purchase_order_line (book_id)');
  }

  override down(): void {
    this.addSql('drop table purchase_order_line');
    this.addSql('drop table purchase_order');
  }
}
