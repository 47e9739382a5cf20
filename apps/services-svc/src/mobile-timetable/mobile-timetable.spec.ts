import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, aSite, ask, askArea, run } from '../testing';

const db = testDatabase(tables);

/** A mobile office of a street with two compounds. */
async function aMobileOffice() {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522002' });
  const [east, west] = await Promise.all(
    ['e', 'w'].map((label) =>
      anArea(db, { level: 'COMPOUND', code: '510522002002C001', path: `${street.path}${label}/` }),
    ),
  );
  const office = await aSite(db, street, { kind: 'MOBILE_OFFICE', name: '兴隆流动办公服务点' });
  const actor = anActor('COMMUNITY_CLERK', { areaId: street.id });
  const monday = { weekday: 'MONDAY', opensAt: '09:00', closesAt: '11:00', areaId: east!.id, spot: '东门' };
  const thursday = {
    weekday: 'THURSDAY',
    opensAt: '14:00',
    closesAt: '16:00',
    areaId: west!.id,
    spot: '凉亭',
  };
  const change = (stops: object[], id = office.id, by = actor) =>
    run(db, 'changeMobileTimetable', { id, stops }, { actor: by });
  return { street, east: east!, west: west!, office, actor, monday, thursday, change };
}

const shown = async (id: string, at: string) => (await ask(db, SHOWN, { id, at })).serviceSite;

describe('a mobile office (社区流动办公服务点, H7)', () => {
  it('calls by its timetable, and is open where it stands', async () => {
    const { office, monday, thursday, change } = await aMobileOffice();

    expect(await change([thursday, monday])).toMatchObject({ __typename: 'ServiceSite' });

    const onMonday = await shown(office.id, '2026-11-23T10:00:00+08:00');
    expect(onMonday).toMatchObject({ isOpen: true, opensAt: null, stopAt: { spot: '东门' } });
    expect(onMonday.timetable).toMatchObject([
      { weekday: 'MONDAY', spot: '东门', nextOn: '2026-11-23' },
      { weekday: 'THURSDAY', spot: '凉亭', nextOn: '2026-11-26' },
    ]);
    expect(await shown(office.id, '2026-11-23T12:00:00+08:00')).toMatchObject({
      isOpen: false,
      opensAt: '2026-11-26T06:00:00.000Z',
      stopAt: null,
    });
  });

  it('does not call on a day that is excepted', async () => {
    const { office, actor, monday, change } = await aMobileOffice();
    await change([monday]);

    const answer = await run(
      db,
      'changeSiteHours',
      { id: office.id, openingHours: [], openingExceptions: [{ day: '2026-11-23', reason: '培训' }] },
      { actor },
    );

    expect(answer).toMatchObject({ __typename: 'ServiceSite' });
    expect(await shown(office.id, '2026-11-23T10:00:00+08:00')).toMatchObject({
      isOpen: false,
      stopAt: null,
      timetable: [{ nextOn: '2026-11-30' }],
    });
    expect(
      await run(
        db,
        'changeSiteHours',
        { id: office.id, openingHours: [{ weekday: 'MONDAY', opensAt: '09:00', closesAt: '10:00' }] },
        { actor },
      ),
    ).toMatchObject({ message: expect.stringContaining('follow from its timetable') });
  });

  it('has one timetable: a new one takes the place of the old', async () => {
    const { office, monday, thursday, change } = await aMobileOffice();
    await change([monday]);
    await change([thursday]);

    expect((await shown(office.id, '2026-11-23T10:00:00+08:00')).timetable).toHaveLength(1);
  });

  it('is refused two places at once, a span that ends before it begins, and places that are not there', async () => {
    const { street, office, actor, monday, change } = await aMobileOffice();
    const station = await aSite(db, street);
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });

    expect(await change([monday, { ...monday, opensAt: '10:00', closesAt: '12:00' }])).toMatchObject({
      message: 'It cannot be at two places at once; two calls overlap.',
    });
    expect(await change([monday, { ...monday, opensAt: '11:00', closesAt: '12:00' }])).toMatchObject({
      __typename: 'ServiceSite',
    });
    expect(await change([{ ...monday, opensAt: '12:00' }])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await change([{ ...monday, spot: ' ' }])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await change([{ ...monday, areaId: randomUUID() }])).toMatchObject({ __typename: 'NotFound' });
    expect(await change([monday], station.id)).toMatchObject({
      message: expect.stringContaining('stay where they are'),
    });
    expect(await change([monday], office.id, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await change([], office.id, { ...actor, role: 'SITE_MANAGER' })).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('what calls in an area is listed in the order of the week; a hundred areas cost as one', async () => {
  const { street, east, monday, thursday, change } = await aMobileOffice();
  await change([thursday, monday]);
  const stops = 'mobileStops(first: 5) { totalCount nodes { weekday spot site { name } nextOn } }';

  const [ofStreet, ofEast] = await askArea(db, [street.id, east.id], stops);
  expect(ofStreet.mobileStops.nodes.map(({ weekday }: { weekday: string }) => weekday)).toEqual([
    'MONDAY',
    'THURSDAY',
  ]);
  expect(ofEast.mobileStops).toMatchObject({ totalCount: 1, nodes: [{ spot: '东门' }] });

  const statements = async (ids: string[]) =>
    (await countStatements(() => askArea(db, ids, stops))).statements.length;
  expect(await statements(Array.from({ length: 100 }, () => street.id))).toBe(await statements([street.id]));
});

const SHOWN = /* GraphQL */ `
  query ($id: ID!, $at: DateTime!) {
    serviceSite(id: $id) {
      isOpen(at: $at) opensAt(from: $at)
      stopAt(at: $at) { spot area { id } }
      timetable { weekday spot nextOn }
    }
  }
`;
