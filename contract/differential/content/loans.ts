import { dayMs, type Desk } from './desk.js';
import type { Random } from './random.js';

interface Stock {
  readonly barcodes: readonly string[];
  readonly patrons: readonly string[];
  readonly days: number;
}

const lentADay = 16;

/** Lends, renews and takes back, day after day. Some loans are overdue at the end, and some copies are gone. */
export async function fillLoans(
  desk: Desk,
  random: Random,
  { barcodes, patrons, days }: Stock,
): Promise<void> {
  const begin = desk.at;
  /** Barcode → loan, of the copies that are out. */
  const out = new Map<string, string>();
  for (let day = 1; day <= days; day++) {
    desk.at = begin + day * dayMs + random.between(0, 3 * 3_600_000);
    await desk.signIn();
    for (let turn = 0; turn < lentADay; turn++) {
      desk.at += random.between(0, 30_321);
      await lend(
        desk,
        random.pick(barcodes),
        random.pick(random.chance(50) ? patrons.slice(0, 25) : patrons),
        out,
      );
      if (random.chance(70)) await takeBack(desk, random, out);
      if (random.chance(25)) await renew(desk, random, out);
    }
    await moveOne(desk, random, barcodes);
  }
}

async function lend(
  desk: Desk,
  copyBarcode: string,
  patronId: string,
  out: Map<string, string>,
): Promise<void> {
  if (out.has(copyBarcode)) return;
  const { status, text } = await desk.send('POST', '/v2/loans', { copyBarcode, patronId });
  if (status < 300) out.set(copyBarcode, String((JSON.parse(text) as { id: unknown }).id));
}

async function takeBack(desk: Desk, random: Random, out: Map<string, string>): Promise<void> {
  if (out.size < 40) return;
  const copyBarcode = random.pick([...out.keys()]);
  await desk.send('POST', '/v2/returns', { copyBarcode });
  out.delete(copyBarcode);
}

async function renew(desk: Desk, random: Random, out: Map<string, string>): Promise<void> {
  if (out.size === 0) return;
  await desk.send('POST', `/v2/loans/${random.pick([...out.values()])}/renewals`, {});
}

async function moveOne(desk: Desk, random: Random, barcodes: readonly string[]): Promise<void> {
  const barcode = encodeURIComponent(random.pick(barcodes));
  const { data } = await desk.ask('GET', `/v2/copies?barcode=${barcode}`);
  const [copy] = data as { id: string }[];
  const status = random.pick(['in_repair', 'missing', 'lost', 'withdrawn']);
  if (copy) await desk.send('POST', `/v2/copies/${copy.id}/status`, { status });
}
