import { randomUUID } from 'node:crypto';
import { anActor, countStatements, outboxSettled, testDatabase, withReach } from '@jinlin/testing';
import { Case } from '../case/case.entity';
import { run } from '../case/case.testing';
import { tables } from '../tables';
import { steps } from './hotline.steps';
import { aHotline, servedDoors } from './hotline.testing';

const db = testDatabase(tables);
const doors = servedDoors(db);

const casesIn = (areaId: string) => withReach(db, (tx) => tx.findBy(Case, { areaId }));

describe('an order', () => {
  it('opens the very case that openCase does', async () => {
    const { order, send, grid, community, county } = await aHotline(db, doors);
    const given = { description: '三楼灯坏了一周', address: '玉兰路1号', urgency: 'URGENT' };
    const clerk = anActor('HOTLINE_CLERK', { areaId: county.id });
    const { category, title, reporter } = order();
    const byAct = { ...given, category, title, channel: 'hotline', areaId: grid.id, reporter };

    const { body } = await send(order(given));
    const { id } = await run(db, 'openCase', byAct, { actor: clerk });

    const rows = await casesIn(grid.id);
    const [ours, theirs] = [body.caseId, id].map((wanted) => {
      const {
        id: _,
        reference,
        reporterSealedName,
        reporterSealedPhone,
        ...rest
      } = rows.find((row) => row.id === wanted)!;
      return { ...rest, sealed: [reporterSealedName?.length, reporterSealedPhone?.length] };
    });
    expect(ours).toEqual(theirs);
    expect(ours!.communityId).toBe(community.id);
    const told = await withReach(db, (tx) =>
      tx.query(
        `select h.sequence, h.record_type, h.entry::jsonb #- '{actor}' as entry,
                o.type, o.data #- '{reference}' as data
         from history h join outbox o on o.subject = h.record_id where h.record_id = any($1)`,
        [[id, body.caseId]],
      ),
    );
    expect(told[0]).toEqual(told[1]);
  });

  it('is durable when it is answered with 202, and opens one case however often it comes', async () => {
    const { order, send, grid } = await aHotline(db, doors);
    const one = order();

    const first = await send(one, 'k1');
    expect(first).toMatchObject({
      status: 202,
      body: { number: one.number, state: 'RECEIVED', isNew: true },
    });
    for (const key of ['k1', 'k2', undefined]) {
      expect(await send(one, key)).toMatchObject({
        status: 202,
        body: { caseId: first.body.caseId, isNew: false },
      });
    }
    expect(await casesIn(grid.id)).toHaveLength(1);
  });

  it('is refused when its number or its key came with something else', async () => {
    const { order, send, grid } = await aHotline(db, doors);
    const one = order();
    await send(one, 'k1');

    expect(await send({ ...one, title: '路灯不亮' }, 'k2')).toMatchObject({
      status: 409,
      body: { errors: [{ extensions: { code: 'ORDER_DIFFERS', number: one.number } }] },
    });
    expect(await send(order(), 'k1')).toMatchObject({
      status: 409,
      body: { errors: [{ extensions: { code: 'KEY_REUSED', number: one.number } }] },
    });
    expect(await casesIn(grid.id)).toHaveLength(1);
  });

  it('opens one case though twenty twins come at once, singly and in batches', async () => {
    const { order, send, batch, grid } = await aHotline(db, doors);
    const one = order();

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? send(one, `k${i}`) : batch([one, order(), one]))),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const rows = await casesIn(grid.id);
    expect(rows).toHaveLength(11);
  });

  it('is another’s business to other integrators, who may use the same number', async () => {
    const [here, there] = [await aHotline(db, doors), await aHotline(db, doors)];
    const one = here.order();
    const { body } = await here.send(one);

    expect(await here.read(one.number, there.actor)).toMatchObject({ status: 404 });
    const theirs = await there.send(there.order({ number: one.number }));
    expect(theirs).toMatchObject({ status: 202, body: { isNew: true } });
    expect(theirs.body.caseId).not.toBe(body.caseId);
    expect(await there.send(there.order({ areaCode: here.grid.code }))).toMatchObject({ status: 404 });
  });

  it.each([
    ['no category', { category: undefined }, 'category'],
    ['a category that the locality has not', { category: 'none' }, 'category'],
    ['a channel that the locality has not', { channel: 'pigeon' }, 'channel'],
    ['a blank title', { title: ' ' }, 'title'],
    ['a NUL', { title: 'a\0b' }, 'title'],
    ['a number that leads elsewhere in an address', { number: '..' }, 'number'],
    ['half a character', { title: '\ud800' }, 'title'],
    ['a field that nobody knows', { state: 'CLOSED' }, ''],
    ['no number', { number: undefined }, 'number'],
    ['a number that is no part of an address', { number: 'a/b' }, 'number'],
    ['a telephone number that is none', { reporter: { phone: '99' } }, 'reporter.phone'],
    ['an identity number that is none', { reporter: { identityNumber: '1' } }, 'reporter.identityNumber'],
    ['a place beyond the sea', { longitude: 200 }, 'longitude'],
  ])('with %s is refused, and may come again mended', async (_, given, field) => {
    const { order, send } = await aHotline(db, doors);

    const { status, body } = await send(order(given));
    expect({ status, field: body.errors[0].extensions.field }).toEqual({ status: 422, field });
    expect(await send(order())).toMatchObject({ status: 202 });
  });

  it('is refused with what would be right, in the language asked for', async () => {
    const { actor, order } = await aHotline(db, doors);
    const refused = async (language: string) => {
      const body = order({ callerNumber: '99' });
      const { text } = await doors.knock(actor, '/hotline/v1/orders', { body, language });
      return JSON.parse(text).errors[0].message;
    };

    expect(await refused('en')).toBe(
      'callerNumber: must be a number as dialled in China, such as 13800000000 or 12345',
    );
    expect(await refused('zh-CN')).toBe('callerNumber：须为国内可拨打的号码，如 13800000000、12345');
  });

  it('keeps what is personal sealed, and shows it masked', async () => {
    const { order, send, read } = await aHotline(db, doors);
    const reporter = { name: '欧阳小丽', phone: '13987654321', identityNumber: '11010519491231002X' };
    const one = order({ reporter, callerNumber: '13700001111', tags: ['路灯'], acceptedBy: '8021' });
    await send(one);

    const { body } = await read(one.number);
    expect(body).toMatchObject({
      tags: ['路灯'],
      acceptedBy: '8021',
      callerNumber: '137****1111',
      reporter: { name: '欧阳**', phone: '139****4321', identityNumber: '110105********002X' },
    });
    const [{ text }] = await withReach(db, (tx) =>
      tx.query(`select string_agg(o::text, '') || (select string_agg(o::text, '') from outbox o) as text
                from hotline_order o`),
    );
    for (const secret of ['欧阳小丽', '13987654321', '13700001111', '11010519491231002X']) {
      expect(text).not.toContain(secret);
    }
  });

  it('needs the call, the gateway’s word, and answers in the language asked for', async () => {
    const { order, actor } = await aHotline(db, doors);
    const reader = { ...actor, scopes: ['HOTLINE_READ'] };
    const body = order({ category: 'none' });

    expect(await doors.knock(reader, '/hotline/v1/orders', { body })).toMatchObject({ status: 403 });
    const unsigned = await fetch(`${doors.url()}/hotline/v1/orders`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    expect(unsigned.status).toBe(401);
    const chinese = await doors.knock(actor, '/hotline/v1/orders', { body, language: 'zh-CN' });
    expect(chinese.text).toContain('本地没有分类');
  });
});

describe('a batch', () => {
  it('tells of each line what became of it, and lets no bad one keep a good one out', async () => {
    const { order, batch, grid } = await aHotline(db, doors);
    const one = order();

    const { status, lines } = await batch([
      one,
      'no JSON',
      order({ category: 'none' }),
      one,
      { ...one, title: '别的' },
    ]);
    expect(status).toBe(207);
    expect(lines.map(({ line, status }) => [line, status])).toEqual([
      [1, 202],
      [2, 400],
      [3, 422],
      [4, 202],
      [5, 409],
    ]);
    expect(lines[3].caseId).toBe(lines[0].caseId);
    expect(await casesIn(grid.id)).toHaveLength(1);
  });

  it('is read as editors save it: with blank lines, and a mark at its beginning', async () => {
    const { order, batch } = await aHotline(db, doors);

    const { lines } = await batch([`\uFEFF${JSON.stringify(order())}\r`, '\r', order({ title: 7 })]);
    expect(lines.map(({ line, status }) => [line, status])).toEqual([
      [1, 202],
      [3, 422],
    ]);
  });

  it('comes again and adds nothing', async () => {
    const { order, batch, grid } = await aHotline(db, doors);
    const orders = Array.from({ length: 1_200 }, () => order());

    const first = await batch(orders, 'file-7');
    expect(first.status).toBe(202);
    const again = await batch(orders, 'file-7');
    expect(again.lines.map(({ caseId }) => caseId)).toEqual(first.lines.map(({ caseId }) => caseId));
    expect(again.lines.some(({ isNew }) => isNew)).toBe(false);
    expect(await casesIn(grid.id)).toHaveLength(1_200);
    const other = await batch([order()], 'file-7');
    expect(other).toMatchObject({
      status: 207,
      lines: [{ errors: [{ extensions: { code: 'KEY_REUSED' } }] }],
    });
  });

  it('takes the same statements for two orders and for two hundred', async () => {
    const { order, batch } = await aHotline(db, doors);
    const statementsFor = async (count: number) => {
      const orders = Array.from({ length: count }, () => order());
      return (await countStatements(() => batch(orders))).statements.length;
    };

    await statementsFor(1);
    expect(await statementsFor(200)).toBe(await statementsFor(2));
  });

  it('is neither empty nor endless', async () => {
    const { batch } = await aHotline(db, doors);

    expect((await batch([' '])).status).toBe(422);
    expect((await batch(Array.from({ length: 5_001 }, () => '{}'))).status).toBe(422);
  });
});

describe('the round trip of an order', () => {
  it('goes out, comes back with a basis, goes out again, is extended, replied to, visited, reopened and closed', async () => {
    const { order, send, step, read, unit } = await aHotline(db, doors);
    const { number } = order();
    await send(order({ number }));
    const states: string[] = [];
    const go = async (name: string, body: object = {}) => {
      const answer = await step(number, name, body);
      if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
      states.push(answer.body.state);
      return answer.body;
    };

    await go('register');
    await go('dispatch', { unitId: unit.id });
    await go('return', { legalBasis: '《职责清单》第3项' });
    await go('dispatch', { unitId: unit.id });
    await go('sign');
    await go('contact');
    const before = await go('begin');
    const after = await go('extend', { reason: '等待配件' });
    expect(after.dueAt > before.dueAt).toBe(true);
    await go('hold', { kind: 'ENGINEERING', reason: '雨季', reviewOn: '2027-03-01' });
    await go('resume', {});
    await go('handle', { outcome: 'RESOLVED', note: '已换灯' });
    await go('reply', { reply: '灯已修好' });
    await go('missed-visit', { why: 'NO_ANSWER' });
    await go('visit', { wasContacted: true, wasSolved: false, satisfaction: 'DISSATISFIED' });
    await go('reopen', { reason: '又坏了' });
    await go('dispatch', { unitId: unit.id });
    await go('sign');
    await go('handle', { outcome: 'RESOLVED', note: '换了线路' });
    await go('reply', { reply: '线路已换' });
    await go('visit', { wasContacted: true, wasSolved: true, satisfaction: 'VERY_SATISFIED' });
    await go('close');
    await go('archive');

    expect(states.at(-1)).toBe('ARCHIVED');
    const { body } = await read(number);
    expect(body).toMatchObject({
      state: 'ARCHIVED',
      outcome: 'RESOLVED',
      returns: [{ legalBasis: '《职责清单》第3项' }],
      holds: [{ reason: '雨季' }],
      reply: '线路已换',
      visit: { wasSolved: true, satisfaction: 'VERY_SATISFIED' },
      reopenCount: 1,
      steps: [],
    });
    expect(body.process).toHaveLength(23);
    expect(body.missedVisits).toBe(0);
    expect(new Set(body.process.map(({ role }: { role: string }) => role))).toEqual(new Set(['INTEGRATOR']));
  });

  it('takes each step once, however often it is asked, and no step that its state has not', async () => {
    const { order, send, step } = await aHotline(db, doors);
    const { number } = order();
    await send(order({ number }));

    expect(await step(number, 'sign')).toMatchObject({
      status: 409,
      body: { errors: [{ extensions: { code: 'ACTION_NOT_ALLOWED', state: 'RECEIVED' } }] },
    });
    const twins = await Promise.all(Array.from({ length: 5 }, () => step(number, 'register', {}, 'r1')));
    expect(twins.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await step(number, 'register', {}, 'r2')).toMatchObject({ status: 409 });
    expect(await step(number, 'grade', { grade: 'I', reason: '漏电' }, 'r1')).toMatchObject({
      status: 409,
      body: { errors: [{ extensions: { code: 'KEY_REUSED' } }] },
    });
  });

  it('lets nothing be done in the name of a unit that it does not lie with', async () => {
    const { order, send, step, unit } = await aHotline(db, doors);
    const { number } = order();
    await send(order({ number }));
    await step(number, 'register');
    await step(number, 'dispatch', { unitId: unit.id });

    expect(await step(number, 'sign', { unitId: randomUUID() })).toMatchObject({ status: 404 });
    expect(await step(number, 'sign', { unitId: unit.id })).toMatchObject({
      status: 200,
      body: { state: 'SIGNED' },
    });
  });

  it('says what is wrong with a step: no key, no reason, a field too many, no such order', async () => {
    const { order, send, step, actor } = await aHotline(db, doors);
    const { number } = order();
    await send(order({ number }));
    const path = `/hotline/v1/orders/${number}/register`;

    expect((await doors.knock(actor, path, { body: {} })).status).toBe(422);
    expect((await doors.knock(actor, path, { body: {}, key: 'a\tb' })).status).toBe(422);
    expect(await step(number, 'withdraw', { reason: '' })).toMatchObject({ status: 422 });
    expect(await step(number, 'register', { state: 'CLOSED' })).toMatchObject({ status: 422 });
    expect(await step('none', 'register')).toMatchObject({ status: 404 });
    expect(await step(number, 'teleport')).toMatchObject({ status: 404 });
    const desk = { ...actor, scopes: ['HOTLINE_DESK'] };
    expect(
      (await doors.knock(desk, `/hotline/v1/orders/${number}/sign`, { body: {}, key: 'x' })).status,
    ).toBe(403);
  });
});

describe('orders that are asked after', () => {
  const numbers = ({ orders }: { orders: { number: string }[] }) => orders.map(({ number }) => number);

  async function aFeed() {
    const hotline = await aHotline(db, doors);
    const ask = async (path: string, as = hotline.actor) => {
      const { status, text } = await doors.knock(as, `/hotline/v1/${path}`);
      return { status, body: JSON.parse(text) };
    };
    const changes = async (after: string) => {
      await outboxSettled(db);
      return (await ask(`changes?after=${after}`)).body;
    };
    return { ...hotline, ask, changes };
  }

  it('are told when something has happened to them, each once as it stands, and those of others never', async () => {
    const { order, send, step, ask, changes } = await aFeed();
    const other = await aFeed();
    const { after: here } = (await ask('changes')).body;
    await send(order({ number: 'GD-1' }));
    await send(order({ number: 'GD-2' }));
    await other.send(other.order({ number: 'GD-3' }));
    await step('GD-1', 'register');

    const first = await changes(here);
    expect(numbers(first).toSorted()).toEqual(['GD-1', 'GD-2']);
    expect(first).toMatchObject({ isMore: false });
    expect(first.orders.find(({ number }: { number: string }) => number === 'GD-1').state).toBe('REGISTERED');
    expect(await changes(first.after)).toMatchObject({ orders: [], after: first.after });

    await step('GD-2', 'withdraw', { reason: '撤回' });
    expect(await changes(first.after)).toMatchObject({ orders: [{ number: 'GD-2', state: 'CLOSED' }] });
  });

  it('are listed by their numbers, page by page, all or those in a state', async () => {
    const { order, send, step, ask } = await aFeed();
    for (const number of ['GD-1', 'GD-2', 'GD-3']) await send(order({ number }));
    await step('GD-2', 'withdraw', { reason: '撤回' });

    const { body: page } = await ask('orders?first=2');
    expect([numbers(page), page.isMore]).toEqual([['GD-1', 'GD-2'], true]);
    const { body: rest } = await ask(`orders?first=2&after=${page.after}`);
    expect([numbers(rest), rest.isMore]).toEqual([['GD-3'], false]);
    expect(numbers((await ask('orders?isOpen=true')).body)).toEqual(['GD-1', 'GD-3']);
    expect(numbers((await ask('orders?state=CLOSED')).body)).toEqual(['GD-2']);
  });

  it.each([
    'orders?first=0',
    'orders?state=LOST',
    'orders?colour=red',
    'changes?after=x',
    `changes?after=${2n ** 63n}.1`,
  ])('are not told to whoever asks %s', async (path) =>
    expect((await (await aFeed()).ask(path)).status).toBe(422),
  );

  it('take as many statements for one as for twenty', async () => {
    const { order, send, ask, batch } = await aFeed();
    await send(order());
    const one = (await countStatements(() => ask('orders'))).statements.length;
    await batch(Array.from({ length: 20 }, () => order()));

    expect((await countStatements(() => ask('orders'))).statements.length).toBe(one);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 and names every call', async () => {
    const { actor } = await aHotline(db, doors);
    const { status, text } = await doors.knock(actor, '/hotline/v1/openapi.json');

    const document = JSON.parse(text);
    expect([status, document.openapi]).toEqual([200, '3.1.0']);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(Object.keys(steps).map((name) => `/hotline/v1/orders/{number}/${name}`)),
    );
    expect(document.components.schemas.WorkOrder.required).toEqual(['number', 'category', 'title']);
  });
});
