import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, run } from '../testing';
import { tickDuties } from './duty.clock';

const db = testDatabase(tables);

describe('the three ones (三个一, H10)', () => {
  it('are expected of a first secretary month by month, quarter by quarter, half-year by half-year', async () => {
    const { id } = await aSecretary('2026-08-01');

    const { appointment } = await ask(db, DUTIES, { id, period: '2026-H2' });

    expect(appointment.dutyFulfilment).toEqual({ expected: 7, fulfilled: 0, open: 3, overdue: 4, rate: 0 });
    expect(appointment.duties.totalCount).toBe(7);
    expect(appointment.duties.nodes.slice(0, 2)).toEqual([
      expect.objectContaining({ dueOn: '2026-12-31', state: 'OPEN', fulfilment: null }),
      expect.objectContaining({ dueOn: '2026-12-31', state: 'OPEN', fulfilment: null }),
    ]);
  });

  it('are done once a period, in the secretary’s own span and not in days to come', async () => {
    const { id, community, organiser } = await aSecretary('2026-08-10');
    const does = (more: object) =>
      run(
        db,
        'recordDutyFulfilment',
        { appointmentId: id, duty: 'contact-governance', ...more },
        { actor: organiser },
      );

    expect(await does({ on: '2026-08-20', note: '走访老旧小区' })).toMatchObject({
      state: 'RECORDED',
      period: '2026-08',
      availableActions: ['WITHDRAW'],
    });
    expect(await does({ on: '2026-08-31' })).toMatchObject({
      __typename: 'DutyAlreadyFulfilled',
      message: 'Looks into the governance of the community was done for 2026-08 on 2026-08-20.',
    });
    expect(await does({ on: '2026-11-24' })).toMatchObject({ __typename: 'InvalidInput', field: 'on' });
    expect(await does({ on: '2026-08-09' })).toMatchObject({ __typename: 'InvalidInput', field: 'on' });
    expect(await does({ on: '2026-09-01', duty: 'project-list' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'duty',
    });

    const { area } = await ask(db, RATE, { id: community.id, period: '2026-Q3' });
    expect(area.dutyFulfilment).toEqual({ expected: 3, fulfilled: 1, open: 0, overdue: 2, rate: 33.33 });
  });

  it('are recorded once when the same request comes again', async () => {
    const { id, organiser } = await aSecretary('2026-08-10');
    const input = { clientKey: randomUUID(), appointmentId: id, duty: 'hear-report', on: '2026-09-01' };
    const record = () => run(db, 'recordDutyFulfilment', input, { actor: organiser });

    const [first, again] = [await record(), await record()];

    expect(again.id).toBe(first.id);
  });

  it('may be taken back, and done again', async () => {
    const { id, organiser } = await aSecretary('2026-08-10');
    const record = () =>
      run(
        db,
        'recordDutyFulfilment',
        { appointmentId: id, duty: 'hear-report', on: '2026-09-01' },
        { actor: organiser },
      );
    const entry = await record();
    const withdraw = (reason: string, actor = organiser) =>
      run(db, 'withdrawDutyFulfilment', { id: entry.id, reason }, { actor });

    expect(await withdraw(' ')).toMatchObject({ __typename: 'InvalidInput', field: 'reason' });
    expect(await withdraw('误录', (await aCounty(db)).organiser)).toMatchObject({ __typename: 'NotFound' });
    expect(await withdraw('误录')).toMatchObject({ state: 'WITHDRAWN', availableActions: [] });
    expect(await withdraw('误录')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await record()).toMatchObject({ state: 'RECORDED' });
  });

  it('are recorded by leaders for themselves, and by desks for those in their area', async () => {
    const { id, personId, county, elsewhere } = await aSecretary('2026-08-10');
    const record = (actor: typeof elsewhere) =>
      run(
        db,
        'recordDutyFulfilment',
        { appointmentId: id, duty: 'hear-report', on: '2026-09-01' },
        { actor },
      );

    expect(await record(elsewhere)).toMatchObject({ __typename: 'NotFound' });
    await expect(record(anActor('LEADER', { areaId: county.id, personId: randomUUID() }))).rejects.toThrow(
      'A leader keeps the duty log of his or her own posts only.',
    );
    expect(await record(anActor('LEADER', { areaId: county.id, personId }))).toMatchObject({
      state: 'RECORDED',
    });
  });

  it('are listed by what a desk asks for, page by page', async () => {
    const { id, county } = await aSecretary('2026-08-01');
    const list = async (where: object, after?: string) =>
      (await ask(db, LIST, { first: 4, after, where: { withinId: county.id, ...where } })).dutyInstances;

    const first = await list({});
    const rest = await list({}, first.pageInfo.endCursor);
    expect([first.totalCount, first.nodes.length, rest.nodes.length]).toEqual([7, 4, 3]);
    expect(rest.pageInfo.hasNextPage).toBe(false);

    expect((await list({ state: 'OVERDUE', duty: 'contact-governance' })).totalCount).toBe(3);
    expect((await list({ period: '2026-Q3', appointmentId: id })).totalCount).toBe(1);
    expect((await list({ dueFrom: '2026-11-01', dueBy: '2026-11-30' })).totalCount).toBe(1);
  });

  it('are read in as many statements for many communities as for one', async () => {
    const all = await Promise.all(['2026-08-01', '2026-08-02', '2026-08-03'].map(aSecretary));
    const refs = all.map(({ community: { id } }) => ({ __typename: 'Area', id }));

    const one = await countStatements(() => ask(db, MANY, { refs: refs.slice(0, 1) }));
    const three = await countStatements(() => ask(db, MANY, { refs }));

    expect(three.statements.length).toBe(one.statements.length);
  });

  it('are asked for only by a period that there is', async () => {
    const { community } = await aSecretary('2026-08-01');

    await expect(ask(db, RATE, { id: community.id, period: '2026-Q5' })).rejects.toThrow(
      '"2026-Q5" is no period; write 2022-07, 2022-Q3, 2022-H2 or 2022.',
    );
  });
});

describe('the clock', () => {
  // Every record of other tests would be reminded of, too.
  beforeEach(() => db.query('truncate appointment, duty_reminder, supervision_item, outbox'));

  const tick = (at: string) => tickDuties(db, localities, new Date(at));

  it('reminds once, in the last working days of a period, of what is not done', async () => {
    const { id } = await aSecretary('2026-08-01');

    // In August 2026 the last three working days are the 27th, the 28th and the 31st.
    expect(await tick('2026-08-26T23:59:00+08:00')).toEqual({ reminded: 0, opened: 0 });
    expect(await tick('2026-08-27T00:01:00+08:00')).toEqual({ reminded: 1, opened: 0 });
    expect(await tick('2026-08-28T00:01:00+08:00')).toEqual({ reminded: 0, opened: 0 });
    expect(await db.query(`select subject, data from outbox where type = 'duty.remind'`)).toEqual([
      {
        subject: id,
        data: expect.objectContaining({ duty: 'contact-governance', period: '2026-08', dueOn: '2026-08-31' }),
      },
    ]);
  });

  it('opens one supervision item for a period that ended without', async () => {
    const { county, organiser } = await aSecretary('2026-08-01');

    expect(await tick('2026-08-31T23:59:00+08:00')).toMatchObject({ opened: 0 });
    expect(await tick('2026-09-01T00:01:00+08:00')).toMatchObject({ opened: 1 });
    expect(await tick('2026-09-02T00:01:00+08:00')).toMatchObject({ opened: 0 });

    const [item] = await itemsIn(county.id);
    expect(item).toMatchObject({
      state: 'OPEN',
      duty: 'contact-governance',
      period: '2026-08',
      openedOn: '2026-09-01',
    });
    const settle = (outcome: string, actor = organiser) =>
      run(db, 'settleSupervisionItem', { id: item.id, outcome }, { actor });

    expect(await settle(' ')).toMatchObject({ __typename: 'InvalidInput', field: 'outcome' });
    expect(await settle('已约谈', (await aCounty(db)).organiser)).toMatchObject({ __typename: 'NotFound' });
    expect(await settle('已约谈')).toMatchObject({ state: 'SETTLED', settledOn: '2026-11-23' });
    expect(await settle('已约谈')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('has its item settled when the duty turns out to have been done', async () => {
    const { id, county, organiser } = await aSecretary('2026-08-01');
    await tick('2026-09-01T00:01:00+08:00');

    await run(
      db,
      'recordDutyFulfilment',
      { appointmentId: id, duty: 'contact-governance', on: '2026-08-30' },
      { actor: organiser },
    );

    expect(await itemsIn(county.id)).toEqual([expect.objectContaining({ state: 'SETTLED' })]);
  });

  it('asks nobody about what is long past', async () => {
    await aSecretary('2022-01-01');

    const { opened } = await tick('2026-11-23T09:30:00+08:00');

    // Months ended on 31 August, 30 September and 31 October, and the third quarter.
    expect(opened).toBe(4);
  });

  it('is wound by one process at a time', async () => {
    await aSecretary('2026-08-01');

    const done = await Promise.all([1, 2, 3].map(() => tick('2026-09-01T00:01:00+08:00')));

    expect(done.reduce((sum, { opened }) => sum + opened, 0)).toBe(1);
  });

  const itemsIn = async (withinId: string) =>
    (
      await ask(
        db,
        `query ($id: ID!) { supervisionItems(first: 10, where: { withinId: $id }) {
          nodes { id state duty period openedOn area { id } appointment { id } history { action } }
        } }`,
        { id: withinId },
      )
    ).supervisionItems.nodes;
});

describe('the eleven duties (H5)', () => {
  it('are written, and written anew; how they read before stays readable', async () => {
    const county = await theCounty();
    const organiser = anActor('ORGANISER', { areaId: county.id });
    const write = (text: string, now: string, slot = 1) =>
      run(
        db,
        'reviseCataloguedDuty',
        { localityCode: '510522', slot, text },
        { actor: organiser, now: new Date(now) },
      );

    expect(await write('谋大事', '2026-01-05T09:00:00+08:00')).toMatchObject({ slot: 1, version: 1 });
    expect(await write('谋大事、解难事', '2026-06-01T09:00:00+08:00')).toMatchObject({
      version: 2,
      from: '2026-06-01',
    });
    expect(await write('第十二项', '2026-06-01T09:00:00+08:00', 12)).toMatchObject({
      __typename: 'InvalidInput',
      message: 'The catalogue of this locality has 11 duties; there is no number 12.',
    });
    expect(await write(' ', '2026-06-01T09:00:00+08:00')).toMatchObject({ field: 'text' });

    const catalogue = async (asOf?: string) =>
      (
        await ask(
          db,
          'query ($asOf: LocalDate) { dutyCatalogue(localityCode: "510522", asOf: $asOf) { text history { action } } }',
          { asOf },
        )
      ).dutyCatalogue.map(({ text }: { text: string }) => text);
    expect([await catalogue('2026-05-31'), await catalogue()]).toEqual([['谋大事'], ['谋大事、解难事']]);
  });

  it('are logged for each first secretary', async () => {
    const { id, organiser } = await aSecretary('2026-08-01');
    const log = (more: object) =>
      run(db, 'recordDutyFulfilment', { appointmentId: id, on: '2026-09-01', ...more }, { actor: organiser });

    expect(await log({ slot: 3, note: '协调停车问题' })).toMatchObject({ slot: 3, duty: null });
    expect(await log({ slot: 4, duty: 'hear-report' })).toMatchObject({ slot: 4, period: '2026-Q3' });
    expect(await log({ slot: 12 })).toMatchObject({ __typename: 'InvalidInput', field: 'slot' });
    expect(await log({})).toMatchObject({ __typename: 'InvalidInput', field: 'duty' });

    const { appointment } = await ask(
      db,
      'query ($id: ID!) { appointment(id: $id) { dutyLog(first: 5, slot: 3) { totalCount nodes { note on } } } }',
      { id },
    );
    expect(appointment.dutyLog).toEqual({
      totalCount: 1,
      nodes: [{ note: '协调停车问题', on: '2026-09-01' }],
    });
  });
});

async function aSecretary(fromOn: string) {
  const laid = await aCounty(db);
  const community = await anArea(db, {}, laid.street);
  const { id, personId } = await anAppointment(db, community, { fromOn });
  return { ...laid, community, id, personId };
}

const theCounty = () => anArea(db, { level: 'COUNTY', code: '510522', name: '合江县' });

const DUTIES = /* GraphQL */ `
  query ($id: ID!, $period: String!) {
    appointment(id: $id) {
      dutyFulfilment(period: $period) { expected fulfilled open overdue rate }
      duties(first: 20) { totalCount nodes { period dueOn state ruleVersion duty { key title every } fulfilment { id } } }
    }
  }
`;
const RATE = /* GraphQL */ `
  query ($id: ID!, $period: String!) {
    area(id: $id) { dutyFulfilment(period: $period) { expected fulfilled open overdue rate } }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $after: String, $where: DutyInstanceFilter) {
    dutyInstances(first: $first, after: $after, where: $where) {
      totalCount nodes { period state appointment { id } } pageInfo { hasNextPage endCursor }
    }
  }
`;
const MANY = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on Area {
        dutyFulfilment(period: "2026-H2") { rate }
        firstSecretary { duties(first: 5) { nodes { fulfilment { id } } } dutyLog(first: 5) { totalCount } }
      }
    }
  }
`;
