import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { jurisdictions } from '@jinlin/replicas';
import { knock, openDoors } from '@jinlin/server';
import { anActor, countStatements, NOW, testDatabase, withReach } from '@jinlin/testing';
import fastify from 'fastify';
import { contextOf } from '../context';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, anElder, aSite, aUnit, run, seal } from '../testing';
import { hsdsDoor } from './hsds.door';
import { faultsOf } from './hsds.shapes.testing';

const db = testDatabase(tables);
const SECRET = 'a secret that only this spec knows';

const app = fastify();
openDoors(
  app,
  SECRET,
  hsdsDoor((asked) =>
    contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)) })({ ...asked, now: NOW }),
  ),
);
let origin: string;
beforeAll(async () => {
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

/** Knocks as the gateway does. */
function fetched(path: string, language = 'en') {
  const url = `/hsds/v3/${path}`;
  return fetch(new URL(url, origin), {
    headers: {
      'accept-language': language,
      [SIGNATURE_HEADER]: sign(SECRET, '', knock('GET', url, Buffer.alloc(0)), Date.now()),
    },
  });
}

async function ask(path: string, language?: string) {
  const response = await fetched(path, language);
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const idsOf = (body: { contents: { id: string }[] }) => body.contents.map(({ id }) => id);

/** A canteen of Duyun, with a place on the map, hours, room, and somebody who runs it. */
async function aCanteen() {
  const seat = await theSeat();
  const community = await anArea(db, {
    code: `522701${String(++communities).padStart(6, '0')}`,
    name: '西苑社区',
    path: `${seat.path}c${communities}/`,
    longitude: 107.51,
    latitude: 26.27,
  });
  const unit = await aUnit(db);
  const site = await aSite(db, community, {
    localityCode: '522701',
    kind: 'ELDER_CANTEEN',
    name: `西苑长者食堂${communities}`,
    functions: ['MEALS'],
    operatorId: unit.id,
    openingHours: [
      { weekday: 'TUESDAY', opensAt: '10:30', closesAt: '13:00' },
      { weekday: 'MONDAY', opensAt: '10:30', closesAt: '13:00' },
      { weekday: 'MONDAY', opensAt: '16:30', closesAt: '18:30' },
    ],
    openingExceptions: [{ day: '2026-12-01', opensAt: null, closesAt: null, reason: '消毒' }],
  });
  await withReach(db, (tx) =>
    tx.query(`insert into site_capacity values ($1, 'SEAT', 40, 0, '2026-11-01T00:00:00Z')`, [site.id]),
  );
  return { seat, community, unit, site };
}
let communities = 0;

/** Duyun itself, once. */
async function theSeat() {
  seat ??= anArea(db, {
    code: '522701',
    name: '都匀市',
    level: 'COUNTY',
    longitude: 107.52,
    latitude: 26.26,
  });
  return seat;
}
let seat: ReturnType<typeof anArea> | undefined;

describe('HSDS 3.1', () => {
  it('says at its root what it is', async () => {
    const { status, body } = await ask('');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: '3.1',
      openapi_url: expect.stringContaining('/3.1/schema/openapi.json'),
    });
  });

  it.each([
    ['services', 'service'],
    ['services?full=true', 'service'],
    ['services?minimal=true', 'service'],
    ['organizations', 'organization'],
    ['organizations?full=true', 'organization'],
    ['organizations?full_service=true', 'organization'],
    ['service_at_locations', 'service_at_location'],
    ['service_at_locations?full=true', 'service_at_location'],
    ['locations?full=true', 'location'],
    ['taxonomies', 'taxonomy'],
    ['taxonomy_terms', 'taxonomy_term'],
  ])('answers %s as the schema of a page has it', async (path, shape) => {
    await aCanteen();

    const { status, body } = await ask(path);

    expect(status).toBe(200);
    expect(faultsOf(shape, body, { isPage: true })).toEqual([]);
    expect(body).toMatchObject({ page_number: 1, first_page: true, empty: false });
  });

  it('tells of one service all that there is, as its schema has it', async () => {
    const { site, unit } = await aCanteen();

    const { body } = await ask(`services/${site.id}`);

    expect(faultsOf('service', body)).toEqual([]);
    expect(body).toMatchObject({
      id: site.id,
      organization_id: unit.id,
      name: site.name,
      description: 'Elder canteen · Meals',
      status: 'active',
      organization: { id: unit.id, name: '邻里互助会' },
      capacities: [
        { unit: { name: 'Seats' }, available: 40, maximum: 40, updated: '2026-11-01T00:00:00.000Z' },
      ],
      service_at_locations: [
        {
          location: {
            latitude: 26.27,
            longitude: 107.51,
            addresses: [{ address_1: '西苑社区', city: '都匀市', postal_code: '558000', country: 'CN' }],
          },
        },
      ],
    });
    expect(body.minimum_age).toBeGreaterThanOrEqual(60);
    expect(body.attributes.map(({ link_type, value }: Record<string, string>) => [link_type, value])).toEqual(
      [
        ['kind', 'ELDER_CANTEEN'],
        ['function', 'MEALS'],
      ],
    );
  });

  it('tells the ordinary week as rules, and each other day for itself', async () => {
    const { site } = await aCanteen();

    const { schedules } = (await ask(`services/${site.id}`)).body;

    expect(schedules).toMatchObject([
      { freq: 'WEEKLY', byday: 'MO,TU', opens_at: '10:30+08:00', closes_at: '13:00+08:00' },
      { freq: 'WEEKLY', byday: 'MO', opens_at: '16:30+08:00' },
      { dtstart: '2026-12-01', until: '2026-12-01', description: '消毒', notes: 'Closed' },
    ]);
  });

  it('tells of every other record by its id, as its schema has it', async () => {
    const { site, unit, seat } = await aCanteen();
    const own = await aSite(db, seat, { localityCode: '522701', kind: 'SCHOOL' });
    const term = (await ask('taxonomy_terms?search=ELDER_CANTEEN')).body.contents[0];
    const taxonomy = (await ask('taxonomies?search=kinds')).body.contents[0];

    const told = async (path: string, shape: string) => {
      const { body } = await ask(path);
      expect(faultsOf(shape, body)).toEqual([]);
      return body;
    };
    expect(await told(`service_at_locations/${site.id}`, 'service_at_location')).toMatchObject({
      service: { id: site.id },
      location: { id: site.id },
    });
    expect(await told(`locations/${site.id}`, 'location')).toMatchObject({ name: site.name });
    expect(await told(`organizations/${unit.id}`, 'organization')).toMatchObject({
      services: [{ id: site.id }],
      locations: [{ id: site.id }],
    });
    expect(
      (await told(`organizations/${seat.id}?full_service=true`, 'organization')).services,
    ).toContainEqual(expect.objectContaining({ id: own.id, schedules: [] }));
    expect(await told(`taxonomy_terms/${term.id}`, 'taxonomy_term')).toMatchObject({ name: 'Elder canteen' });
    expect(await told(`taxonomies/${taxonomy.id}`, 'taxonomy')).toMatchObject({ name: 'Kinds of sites' });
  });

  it('tells how many places of day care are free', async () => {
    const { community } = await aCanteen();
    const { id } = await aSite(db, community, {
      localityCode: '522701',
      kind: 'DAY_CARE',
      name: '日间照料中心',
    });
    await withReach(db, (tx) =>
      tx.query(`insert into site_capacity values ($1, 'PLACE', 20, 0, '2026-11-01T00:00:00Z')`, [id]),
    );
    const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
    const elder = await anElder(db, community, { localityCode: '522701' });
    await run(db, 'applyForDayCare', { siteId: id, elderId: elder.id }, { actor: clerk });

    expect((await ask(`services/${id}`)).body.capacities).toMatchObject([{ available: 19, maximum: 20 }]);
  });

  it('speaks the reader’s language', async () => {
    const { site } = await aCanteen();

    expect((await ask(`services/${site.id}`, 'zh-CN')).body.description).toBe('长者食堂 · 助餐');
  });

  it('calls what is not open by the standard’s words', async () => {
    const { community } = await aCanteen();
    const status = async (state: 'PLANNED' | 'BUILDING' | 'SUSPENDED' | 'CLOSED') => {
      const { id } = await aSite(db, community, { localityCode: '522701', state });
      return (await ask(`services/${id}`)).body.status;
    };

    expect(await status('PLANNED')).toBe('inactive');
    expect(await status('BUILDING')).toBe('inactive');
    expect(await status('SUSPENDED')).toBe('temporarily closed');
    expect(await status('CLOSED')).toBe('defunct');
  });

  it('is walked page by page, each service once', async () => {
    for (let n = 0; n < 3; n += 1) await aCanteen();
    const { total_items, total_pages } = (await ask('services?per_page=2')).body;
    expect(total_pages).toBe(Math.ceil(total_items / 2));

    const seen: string[] = [];
    for (let page = 1; page <= total_pages; page += 1) {
      const { body } = await ask(`services?per_page=2&page=${page}`);
      expect([body.first_page, body.last_page]).toEqual([page === 1, page === total_pages]);
      seen.push(...idsOf(body));
    }
    expect(new Set(seen).size).toBe(total_items);
    expect((await ask(`services?page=${total_pages + 1}&per_page=2`)).body).toMatchObject({
      empty: true,
      size: 0,
    });
  });

  it('streams a whole list, one record a line', async () => {
    for (let n = 0; n < 3; n += 1) await aCanteen();
    const { total_items } = (await ask('services?per_page=1')).body;

    const response = await fetched('services?format=ndjson&full=true');
    const records = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(new Set(records.map(({ id }) => id)).size).toBe(total_items);
    expect(records.flatMap((record) => faultsOf('service', record))).toEqual([]);
    expect(await (await fetched('services?format=ndjson&search=%E6%97%A0%E6%AD%A4')).text()).toBe('');
  });

  it('names a service’s organization in lists too', async () => {
    const { site, unit } = await aCanteen();

    const { contents } = (await ask(`services?organization_id=${unit.id}`)).body;

    expect(contents).toMatchObject([{ id: site.id, organization: { id: unit.id, name: '邻里互助会' } }]);
  });

  it('is narrowed by text, word, taxonomy and organization', async () => {
    const { site, unit, community } = await aCanteen();
    const school = await aSite(db, community, { localityCode: '522701', kind: 'SCHOOL', name: '匀杨学校' });
    const canteens = idOf('hsds-term', 'kind:ELDER_CANTEEN');
    const meals = idOf('hsds-term', 'function:MEALS');
    const found = async (query: string) => idsOf((await ask(`services?per_page=100&${query}`)).body);

    expect(await found(`search=${encodeURIComponent('匀杨')}`)).toEqual([school.id]);
    expect(await found(`taxonomy_term_id=${canteens}`)).toContain(site.id);
    expect(await found(`taxonomy_term_id=${canteens}`)).not.toContain(school.id);
    expect(await found(`taxonomy_term_id=${meals}`)).toContain(site.id);
    expect(await found(`taxonomy_term_id=${randomUUID()}`)).toEqual([]);
    expect(await found(`taxonomy_id=${idOf('hsds-taxonomy', 'function')}`)).not.toContain(school.id);
    expect(await found(`organization_id=${unit.id}`)).toEqual([site.id]);
    const organizations = (await ask(`organizations?taxonomy_term_id=${canteens}&per_page=100`)).body;
    expect(idsOf(organizations)).toContain(unit.id);
  });

  it('is narrowed to what changed since a moment', async () => {
    const { community } = await aCanteen();
    const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
    const { id } = await run(
      db,
      'registerSite',
      { kind: 'CLINIC', name: '新站', areaId: community.id },
      { actor: clerk },
    );
    const since = async (moment: string) =>
      idsOf((await ask(`services?modified_after=${encodeURIComponent(moment)}&per_page=100`)).body);

    expect(await since('2026-11-23T09:30:00+08:00')).toContain(id);
    expect(await since('2026-11-23T09:30:01+08:00')).not.toContain(id);
    expect((await ask('services?minimal=true&search=%E6%96%B0%E7%AB%99')).body.contents).toEqual([
      { id, name: '新站', status: 'inactive', last_modified: '2026-11-23T01:30:00.000Z' },
    ]);
  });

  it('is narrowed to so many metres around the seat of a postal code', async () => {
    const { site, community } = await aCanteen();
    const far = await aSite(db, community, { localityCode: '522701', longitude: 108.5, latitude: 26.27 });
    const found = async (query: string) =>
      idsOf((await ask(`service_at_locations?per_page=100&${query}`)).body);

    expect(await found('postcode=558000')).toEqual(expect.arrayContaining([site.id, far.id]));
    expect(await found('postcode=558000&proximity=5000')).toContain(site.id);
    expect(await found('postcode=558000&proximity=5000')).not.toContain(far.id);
    expect(await found('postcode=999999')).toEqual([]);
  });

  it.each([
    ['services?page=0', '"page" must be a whole number from 1.'],
    ['services?page=two', '"page" must be a whole number from 1.'],
    ['services?per_page=101', '"per_page" must be a whole number from 1 to 100.'],
    ['services?format=xml', '"format" must be json or ndjson.'],
    ['services?format=ndjson&page=2', '"page" must be left out where "format" is ndjson.'],
    ['services?format=ndjson&per_page=9', '"per_page" must be left out where "format" is ndjson.'],
    [`services/${randomUUID()}?format=ndjson`, '"format" must be json for one record.'],
    [`services/${randomUUID()}?full_service=true`, /^There is no parameter "full_service" here/],
    ['services?full=yes', '"full" must be true or false.'],
    ['services?organization_id=1', '"organization_id" must be an id.'],
    ['services?modified_after=yesterday', /^"modified_after" must be a day, or a moment/],
    ['services?page=1&page=2', '"page" must be a whole number from 1.'],
    ['services?colour=red', /^There is no parameter "colour" here; there are search, page/],
    ['taxonomies?full=true', /^There is no parameter "full" here/],
    ['service_at_locations?proximity=100', '"postcode" must be there where "proximity" is.'],
    [
      'organizations?full_service=true&per_page=11',
      '"per_page" must be at most 10 where "full_service" is true.',
    ],
    ['services?search=%00', 'A parameter has a value that cannot be.'],
    ['services?search=%00&format=ndjson', 'A parameter has a value that cannot be.'],
  ])('refuses %s', async (path, message) => {
    const { status, body } = await ask(path);

    expect(status).toBe(400);
    expect(body.errors[0].message).toMatch(
      typeof message === 'string' ? new RegExp(`^${message}$`) : message,
    );
  });

  it('says what is wrong in the reader’s language', async () => {
    expect((await ask('services?per_page=101', 'zh-CN')).body.errors[0].message).toBe(
      '参数“per_page”应为：1至100的整数。',
    );
  });

  it.each([`services/${randomUUID()}`, 'services/abc', 'castles', 'services/a/b'])(
    'knows nothing of %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it('costs as many statements for a page of many as for a page of one', async () => {
    for (let n = 0; n < 4; n += 1) await aCanteen();
    const canteens = `taxonomy_term_id=${idOf('hsds-term', 'kind:ELDER_CANTEEN')}`;
    const statements = async (size: number) =>
      (await countStatements(() => ask(`services?full=true&${canteens}&per_page=${size}`))).statements.length;
    await statements(1);

    expect(await statements(20)).toBe(await statements(1));
  });

  it('answers nobody but the gateway', async () => {
    expect((await fetch(new URL('/hsds/v3/services', origin))).status).toBe(401);
  });
});
