import { brownoutsOf } from '../../src/domain/kernel/lifecycle/brownouts.js';
import { announced, begin, ending, path, successor } from './ending.js';
import { operators } from './library.js';
import { dayOf, morningOf } from './moments.js';
import { bodyOf, in23, type Program } from './program.js';
import { Stage } from './stage.js';
import type { Timeline } from './timeline.js';

const { id, sunset } = ending;
const afterSunset = `${sunset}T12:00:00Z`;

/** Plays the end of an operation, from its last year to its 410, with three programs that call it. */
export async function play(timeline: Timeline, held: AsyncDisposableStack): Promise<void> {
  const stage = await Stage.set(held, begin, ['Lantern', 'Harbour', 'Kiosk'], timeline);
  const [lantern, harbour, kiosk] = stage.programs as readonly [Program, Program, Program];
  await inUse(stage);
  await deprecation(stage);
  await atOnce(stage, lantern);
  await afterMails(stage, harbour);
  await brownouts(stage, kiosk);
  await onItsDay(stage, kiosk);
  await consent(stage, kiosk);
}

async function inUse(stage: Stage): Promise<void> {
  stage.timeline.chapter(`Three programs call ${path}, each with a key of its owner.`);
  await stage.library.deploy('without a deprecation');
  for (const program of stage.programs) await program.begin();
  await stage.callAll();
  await stage.passTo(morningOf(announced));
}

async function deprecation(stage: Stage): Promise<void> {
  stage.timeline.chapter(
    `A release announces that it is deprecated from ${ending.deprecated} on, and gone on ${sunset}.`,
  );
  await stage.library.deploy('with the deprecation');
  await stage.callAll();
  const { text } = await stage.library.ask('/versions');
  const planned = brownoutsOf(ending).map(({ from }) => `${dayOf(from)} 14:00`);
  stage.note('everybody', `GET /versions announces brownouts on ${planned.join(', ')}`);
  const isListed = planned.every((moment) => text.includes(moment.replace(' ', 'T')));
  stage.expect('They are listed.', planned.length === 5 && isListed, text);
  await stage.passTo(morningOf(announced, 1));
  for (const program of stage.programs) {
    const [mail, ...more] = stage.mailbox.to(program.email);
    const shown = [...program.requestIds].filter((request) => mail?.text.includes(request));
    const names = [ending.sunset, successor, 'lifecycle-at'];
    const isWhole = more.length === 0 && shown.length > 0 && names.every((each) => mail?.text.includes(each));
    stage.expect(`${program.name} gets one mail, with requests that it has sent.`, isWhole, mail);
  }
  const [first] = stage.programs;
  const [mail] = first ? stage.mailbox.to(first.email) : [];
  stage.timeline.quote(mail?.text ?? '');
}

/** One that reads its report on the first day. */
async function atOnce(stage: Stage, lantern: Program): Promise<void> {
  stage.timeline.chapter('Lantern migrates at once.');
  await migrate(stage, lantern);
  await stage.passTo(morningOf(announced, 30));
  const stages = await stage.stagesOf(lantern);
  stage.expect('It is told that it is done, and nothing else.', stages.join() === 'announce,clean', stages);
}

async function migrate(stage: Stage, program: Program): Promise<void> {
  const { affecting, unaffected } = await program.report();
  stage.note(program.name, `report: ${affecting.length} changes affect it, ${unaffected} do not`);
  stage.expect(
    'It is told what it must change, and no more.',
    affecting.length > 0 && unaffected > affecting.length,
  );
  program.migrate();
  await stage.callAll();
}

/** One that rehearses the sunset when the mails become frequent, and sees what is coming. */
async function afterMails(stage: Stage, harbour: Program): Promise<void> {
  stage.timeline.chapter('Harbour reads its mails for months, rehearses the sunset, and migrates then.');
  await stage.passTo(morningOf(sunset, -80));
  const rehearsal = await harbour.rehearse(afterSunset);
  stage.note(harbour.name, `Prefer: lifecycle-at="${afterSunset}": ${rehearsal.outcome}`);
  stage.expect(
    'It sees the 410 of that day.',
    rehearsal.outcome === 410 && rehearsal.headers['preference-applied'] !== undefined,
    rehearsal,
  );
  const { outcome } = await harbour.ask(path);
  stage.expect('Without the preference it is answered.', outcome === 200, outcome);
  await migrate(stage, harbour);
  const stages = new Set(await stage.stagesOf(harbour));
  stage.expect('It was told each month, and then each week.', stages.has('monthly') && stages.has('weekly'), [
    ...stages,
  ]);
  await stage.passTo(morningOf(sunset, -62));
  const rehearsed = await stage.library.rows<{ calls: number }>(
    `select sum(calls)::int as calls from (
       select calls, outcome from usage_hour union all select calls, outcome from usage_day) as counted
     where outcome = 'rehearsal'`,
  );
  stage.expect('Its rehearsal is counted apart.', rehearsed[0]?.calls === 1, rehearsed);
}

async function brownouts(stage: Stage, kiosk: Program): Promise<void> {
  stage.timeline.chapter('Kiosk does nothing, and notices the brownouts.');
  await stage.passTo(morningOf(sunset, -1));
  const stages = await stage.stagesOf(kiosk);
  const countdown = stages.filter((each) => each.startsWith('t-'));
  stage.expect('It is told 14, 7, 3 days and a day before.', countdown.join() === 't-14,t-7,t-3,t-1', stages);
  const refusals = kiosk.heard.filter((told) => told.includes('410 request.brownout')).length;
  stage.expect('It was refused in each of the five brownouts.', refusals === 5, refusals);
  for (const other of stage.programs.filter((each) => each !== kiosk))
    stage.expect(
      `${other.name} noticed none.`,
      !other.heard.some((told) => told.includes('410')),
      other.heard,
    );
}

async function onItsDay(stage: Stage, kiosk: Program): Promise<void> {
  stage.timeline.chapter('It is the day of the sunset. Kiosk still calls, so it is held.');
  await stage.passTo(morningOf(sunset, 2));
  const { outcome, headers } = await kiosk.ask(path);
  const isSame = headers['sunset'] === new Date(`${sunset}T00:00:00Z`).toUTCString();
  stage.expect(
    'It is answered as before, with the same day of the sunset.',
    outcome === 200 && isSame,
    headers,
  );
  const names = await heldBy(stage);
  stage.note('operators', `GET /ops/v1/held-sunsets: ${names.join(' ')}`);
  stage.expect('They are told the name of one client.', names.length === 1, names);
  const mails = stage.mailbox.to(operators).filter(({ text }) => text.includes(id));
  stage.expect('They get a mail each day.', mails.length === 3, mails.length);
}

async function heldBy(stage: Stage): Promise<readonly string[]> {
  const json = { email: 'admin@example.org', password: 'admin-demo-password' };
  const signedIn = await stage.library.ask('/ops/v1/tokens', { method: 'POST', json });
  const { accessToken: token } = bodyOf(signedIn) as { accessToken: string };
  const sunsets = await stage.library.ask('/ops/v1/held-sunsets', { token });
  const { data } = bodyOf(sunsets) as { data: readonly { id: string; heldBy: readonly string[] }[] };
  return data.filter((each) => each.id === id).flatMap((each) => each.heldBy);
}

async function consent(stage: Stage, kiosk: Program): Promise<void> {
  stage.timeline.chapter('The owner of Kiosk signs in, and agrees.');
  const consents = `/v2/me/deprecations/${id}/consents`;
  const byKey = await kiosk.ask(consents, { method: 'POST', json: {}, headers: in23 });
  stage.expect('Its key cannot agree.', byKey.text.includes('usage.consent_by_key'), byKey.text);
  const { outcome } = await kiosk.asOwner(consents, { method: 'POST', json: {} });
  stage.note(kiosk.name, `POST ${consents}: ${outcome}`);
  stage.expect('The consent is taken.', outcome === 201, outcome);
  await stage.passTo(morningOf(sunset, 3));
  const gone = await kiosk.ask(path);
  stage.expect('The next decision ends the operation.', gone.text.includes('request.gone'), gone.text);
  const [proof] = await stage.library.rows<{ id: number }>('select id from lifecycle_proof');
  stage.expect('There is a record that nobody is left.', proof !== undefined);
  await stage.passTo(morningOf(sunset, 10));
  const last = (await stage.stagesOf(kiosk)).filter((each) => each === 'gone');
  stage.expect('It is told once that the operation is gone.', last.length === 1, last);
}
