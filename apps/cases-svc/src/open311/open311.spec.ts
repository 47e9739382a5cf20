import { poolOf } from '@jinlin/database';
import { ACTOR_HEADER, type Actor, encodeActor, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { jurisdictions } from '@jinlin/replicas';
import { knock, openDoors } from '@jinlin/server';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fastify from 'fastify';
import { run as runCase } from '../case/case.testing';
import { contextOf } from '../context';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, nearby, seal } from '../testing';
import { open311Door } from './open311.door';

const db = testDatabase(tables);
const SECRET = 'a secret that only this spec knows';
const CODE = '0102';

let now = NOW;
const app = fastify();
openDoors(
  app,
  SECRET,
  open311Door((asked) =>
    contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)), addresses: nearby })({
      ...asked,
      now,
    }),
  ),
);
let origin: string;
beforeAll(async () => {
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
});
beforeEach(() => {
  now = NOW;
});
afterAll(() => app.close());

/** Knocks as the gateway does. */
async function ask(url: string, actor: Actor | null = null, form?: Record<string, string>, more = {}) {
  const method = form ? 'POST' : 'GET';
  const path = `/open311/v2/${url}`;
  const body = Buffer.from(form ? new URLSearchParams(form).toString() : '');
  const header = encodeActor(actor);
  const response = await fetch(new URL(path, origin), {
    method,
    headers: {
      'accept-language': 'en',
      'x-jinlin-origin': 'https://graph.example.org',
      'content-type': 'application/x-www-form-urlencoded',
      ...(header && { [ACTOR_HEADER]: header }),
      [SIGNATURE_HEADER]: sign(SECRET, header, knock(method, path, body), Date.now()),
      ...more,
    },
    ...(form && { body }),
  });
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  return { status: response.status, type, text, body: type.includes('json') ? JSON.parse(text) : null };
}

/** A community with an integrator of its county. */
async function aCounty(place: { longitude?: number; latitude?: number } = {}) {
  const county = await anArea(db, { level: 'COUNTY', code: '510522' });
  const community = await anArea(db, {
    level: 'COMMUNITY',
    ...place,
    code: `510522${String(++communities).padStart(6, '0')}`,
    path: `${county.path}c/`,
  });
  const client = anActor('INTEGRATOR', { areaId: county.id, scopes: ['OPEN311'] });
  const post = (form: Record<string, string> = {}, more = {}) =>
    ask('requests.json', client, { service_code: CODE, address_string: '桂圆林社区广场', ...form }, more);
  return { county, community, client, post };
}
let communities = 0;

describe('Open311', () => {
  it('is discovered with two endpoints and two formats, in types that clients know', async () => {
    const [json, xml] = await Promise.all([ask('discovery.json'), ask('discovery.xml')]);

    expect([json.type, xml.type]).toEqual(['application/json; charset=utf-8', 'text/xml; charset=utf-8']);
    expect(json.body.endpoints).toHaveLength(2);
    expect(json.body.endpoints[0]).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: 'https://graph.example.org/open311/v2',
      type: 'production',
      formats: ['text/xml', 'application/json'],
    });
    expect(xml.text).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<discovery>.*<formats><format>text\/xml<\/format>/s,
    );
  });

  it('lists the services of a jurisdiction, and what may be told of each', async () => {
    const services = await ask('services.json?jurisdiction_id=510522');

    expect(services.body).toContainEqual({
      service_code: CODE,
      service_name: 'Refuse and cleaning',
      description: 'Refuse and cleaning',
      metadata: true,
      type: 'realtime',
      keywords: '环境卫生,Refuse and cleaning',
      group: 'City appearance',
    });
    expect(services.body.map(({ service_code }: { service_code: string }) => service_code)).not.toContain(
      '01',
    );

    const definition = await ask(`services/${CODE}.json?jurisdiction_id=510522`);
    expect(definition.body.attributes[1]).toMatchObject({
      variable: true,
      code: 'urgency',
      datatype: 'singlevaluelist',
      required: false,
      order: 2,
      values: [{ key: 'GENERAL', name: 'General' }, { key: 'URGENT' }, { key: 'EMERGENCY' }],
    });
    expect((await ask(`services/${CODE}.xml?jurisdiction_id=510522`)).text).toContain(
      '<service_definition><service_code>0102</service_code><attributes><attribute><variable>true</variable>',
    );
  });

  it('takes a request in, which is a case from then on', async () => {
    const { community, client, post, county } = await aCounty();
    const posted = await post({
      address_id: community.code,
      lat: '28.81',
      long: '105.83',
      description: '垃圾三天没有清运\n请尽快处理',
      media_url: 'https://example.org/a.jpg',
      first_name: '甲',
      last_name: '测试',
      phone: '15400001234',
      account_id: 'app-7',
      'attribute[urgency]': 'URGENT',
      'attribute[request_type]': 'COMPLAINT',
    });
    expect(posted).toMatchObject({ status: 200, body: [{ service_notice: null, account_id: 'app-7' }] });
    const number = posted.body[0].service_request_id;

    const { body, text } = await ask(`requests/${number}.json`, client);
    expect(body).toEqual([
      {
        service_request_id: number,
        status: 'open',
        status_notes: 'RECEIVED',
        service_name: 'Refuse and cleaning',
        service_code: CODE,
        description: '垃圾三天没有清运\n请尽快处理',
        agency_responsible: null,
        service_notice: null,
        requested_datetime: '2026-11-23T09:30:00+08:00',
        updated_datetime: '2026-11-23T09:30:00+08:00',
        expected_datetime: null,
        address: '桂圆林社区广场',
        address_id: community.code,
        zipcode: null,
        lat: 28.81,
        long: 105.83,
        media_url: 'https://example.org/a.jpg',
      },
    ]);
    expect(text).not.toMatch(/测试|15400001234/);
    expect((await ask(`tokens/${number}.xml`, client)).text).toContain(
      `<service_requests><request><token>${number}</token><service_request_id>${number}</service_request_id>`,
    );

    const [row] = (await db.query(`select data from outbox where data->>'reference' = $1`, [number])) as [
      { data: { channel: string; urgency: string } },
    ];
    expect(row.data).toMatchObject({ channel: 'open311', urgency: 'URGENT' });
    const hotline = anActor('HOTLINE_CLERK', { areaId: county.id });
    const [{ subject: id }] = await db.query(`select subject from outbox where data->>'reference' = $1`, [
      number,
    ]);
    await runCase(db, 'withdrawCase', { id, reason: '已清运' }, { actor: hotline });
    expect((await ask(`requests/${number}.xml`, client)).text).toContain('<status>closed</status>');
  });

  it('opens one case for a request that is sent again under its key, and none for another under the same', async () => {
    const { post } = await aCounty();
    const key = { 'idempotency-key': 'a1' };

    const [first, twin] = await Promise.all([
      post({ lat: '28.8', long: '105.8' }, key),
      post({ lat: '28.8', long: '105.8' }, key),
    ]);
    expect(first.status).toBe(200);
    expect(twin.body).toEqual(first.body);
    expect(await post({ description: '别的事' }, key)).toMatchObject({ status: 409, body: [{ code: 409 }] });
  });

  it('lists requests by service, state, time and page, newest first, of the client’s area alone', async () => {
    const { client, post } = await aCounty();
    const elsewhere = await aCounty();
    await elsewhere.post();
    const numbers: string[] = [];
    for (const day of [0, 1, 2]) {
      now = new Date(NOW.getTime() + day * 86_400_000);
      numbers.unshift((await post({ service_code: day === 1 ? '0101' : CODE })).body[0].service_request_id);
    }
    const list = async (filter = '') =>
      (await ask(`requests.json${filter && `?${filter}`}`, client)).body.map(
        ({ service_request_id }: { service_request_id: string }) => service_request_id,
      );

    expect(await list()).toEqual(numbers);
    expect(await list(`service_code=${CODE},0103`)).toEqual([numbers[0], numbers[2]]);
    expect(await list('service_code=0101&status=open')).toEqual([numbers[1]]);
    expect(await list('status=open,closed')).toEqual(numbers);
    expect(await list('status=closed&status=open')).toEqual(numbers);
    expect(await list('status=&service_code=&service_request_id=&page=&page_size=')).toEqual(numbers);
    expect(await list('status=closed')).toEqual([]);
    expect(await list(`service_request_id=${numbers[2]},${numbers[0]}`)).toEqual([numbers[0], numbers[2]]);
    expect(await list('start_date=2026-11-24T00:00:00%2B08:00&end_date=2026-11-24T23:59:59%2B08:00')).toEqual(
      [numbers[1]],
    );
    expect(await list('page_size=2')).toEqual(numbers.slice(0, 2));
    expect(await list('page_size=2&page=2')).toEqual(numbers.slice(2));
    expect(await list('updated_after=2026-11-24T12:00:00%2B08:00')).toEqual([numbers[0]]);
    expect((await ask('requests.xml?status=closed', client)).text).toContain(
      '<service_requests></service_requests>',
    );
    expect(await ask(`requests/${numbers[0]}.json`, elsewhere.client)).toMatchObject({ status: 404 });
  });

  it('tells anybody how requests stand, and nothing that people wrote', async () => {
    const { community, client, post } = await aCounty({ longitude: 105.8, latitude: 28.8 });
    const written = { description: '垃圾三天没有清运', media_url: 'https://example.org/a.jpg' };
    const open = await post({ ...written, address_id: community.code, lat: '28.81', long: '105.83' });
    const sealed = await post({ ...written, 'attribute[is_confidential]': 'true' });
    const [number, hidden] = [open, sealed].map(({ body }) => body[0].service_request_id as string);

    const { body, text } = await ask(`requests/${number}.json`);
    expect(body).toMatchObject([
      {
        service_request_id: number,
        status: 'open',
        status_notes: 'RECEIVED',
        service_code: CODE,
        description: null,
        address: community.name,
        address_id: community.code,
        lat: 28.8,
        long: 105.8,
        media_url: null,
      },
    ]);
    expect(text).not.toMatch(/垃圾|桂圆林|28\.81/);
    expect((await ask(`tokens/${number}.json`)).body).toEqual([
      { token: number, service_request_id: number },
    ]);

    const listed = await ask('requests.json?jurisdiction_id=510522&page_size=1000');
    const numbers = listed.body.map((one: { service_request_id: string }) => one.service_request_id);
    expect(numbers).toContain(number);
    expect(numbers).not.toContain(hidden);
    expect(await ask(`requests/${hidden}.json`)).toMatchObject({ status: 404 });
    expect(await ask(`requests/${hidden}.json`, client)).toMatchObject({ status: 200 });
  });

  it('tells nobody without a key of a case that came in another way', async () => {
    const { county, community } = await aCounty();
    const given = { areaId: community.id, channel: 'grid', category: CODE, title: '井盖破损' };
    const { reference } = await runCase(db, 'openCase', given, {
      actor: anActor('HOTLINE_CLERK', { areaId: county.id }),
    });

    expect(await ask(`requests/${reference}.json`)).toMatchObject({ status: 404 });
    expect((await ask(`requests.json?jurisdiction_id=510522&service_request_id=${reference}`)).body).toEqual(
      [],
    );
  });

  it('tells what was done to requests, and takes word of them in, once', async () => {
    const { client, post, county } = await aCounty();
    const number = (await post()).body[0].service_request_id;
    const [{ subject: id }] = await db.query(`select subject from outbox where data->>'reference' = $1`, [
      number,
    ]);
    const hotline = anActor('HOTLINE_CLERK', { areaId: county.id });
    await runCase(db, 'withdrawCase', { id, reason: '已清运' }, { actor: hotline });
    const update = { service_request_id: number, description: '现场已拍照', update_id: 'u1' };
    const tell = (form: Record<string, string>) => ask('servicerequestupdates.json', client, form);

    const [first, twin] = [await tell(update), await tell(update)];
    expect(first).toMatchObject({ status: 200, body: [{ update_id: expect.any(String) }] });
    expect(twin.body).toEqual(first.body);
    expect(await tell({ ...update, description: '别的' })).toMatchObject({ status: 409 });
    expect(await tell({ ...update, service_request_id: 'none' })).toMatchObject({ status: 404 });
    expect(await tell({ ...update, description: '' })).toMatchObject({ status: 400 });

    const { body } = await ask('servicerequestupdates.json', client);
    expect(body).toHaveLength(3);
    expect(body).toEqual(
      expect.arrayContaining([
        {
          update_id: `${id}.1`,
          service_request_id: number,
          status: 'OPEN',
          updated_datetime: '2026-11-23T09:30:00+08:00',
          description: '',
          media_url: null,
        },
        expect.objectContaining({ update_id: `${id}.2`, status: 'CLOSED' }),
        expect.objectContaining({ update_id: first.body[0].update_id, description: '现场已拍照' }),
      ]),
    );
    expect((await ask('servicerequestupdates.xml', client)).text).toContain(
      '<service_request_updates><request_update><update_id>',
    );
    expect((await ask('servicerequestupdates.json', (await aCounty()).client)).body).toEqual([]);
    expect(await ask('servicerequestupdates.json')).toMatchObject({ status: 403 });
    expect(await ask('servicerequestupdates.json?start_date=soon', client)).toMatchObject({ status: 400 });
  });

  it.each([
    [{ service_code: '' }, 400, 'service_code was not provided'],
    [{ service_code: '999' }, 404, 'service_code provided was not found'],
    [{ service_code: '01' }, 404, 'service_code provided was not found'],
    [{ jurisdiction_id: '999999' }, 404, 'jurisdiction_id provided was not found'],
    [
      { jurisdiction_id: '210100' },
      404,
      'service_code provided was not found|jurisdiction_id provided was not found',
    ],
    [{ address_string: '' }, 400, 'lat and long, address_string or address_id was not provided'],
    [{ address_id: '990000' }, 404, 'address_id provided was not found'],
    [{ lat: '95', long: '105' }, 400, 'lat is not a latitude'],
    [{ lat: 'x', long: '105' }, 400, 'lat is not a latitude'],
    [{ phone: 'x' }, 400, 'phone is not a telephone number'],
    [{ media_url: 'javascript:alert(1)' }, 400, 'media_url is not a web address'],
    [{ 'attribute[urgency]': 'SOON' }, 400, 'is not one of GENERAL, URGENT, EMERGENCY'],
    [{ 'attribute[colour]': 'red' }, 400, 'is not an attribute of this service'],
  ])('refuses a request with %j', async (form, status, why) => {
    const { post } = await aCounty();

    const answer = await post(form as Record<string, string>);
    expect(answer).toMatchObject({ status, body: [{ code: status }] });
    expect(answer.body[0].description).toMatch(new RegExp(why));
  });

  it.each([
    ['services.json', 400, 'jurisdiction_id was not provided'],
    ['services.json?jurisdiction_id=999999', 404, 'jurisdiction_id provided was not found'],
    ['services/999.xml?jurisdiction_id=510522', 404, 'service_code provided was not found'],
    ['requests.json', 400, 'jurisdiction_id was not provided'],
    ['requests/1.xml', 404, 'service_request_id provided was not found'],
    ['tokens/1.xml', 404, 'token provided was not found'],
    ['servicerequestupdates.xml', 403, 'api_key was not provided'],
    ['services.yaml', 404, 'Ask for'],
    ['nothing.json', 404, 'no such call'],
    ['services/1/2.json', 404, 'no such call'],
  ])('refuses %s to anybody', async (url, status, why) => {
    const answer = await ask(url);

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(why);
    if (url.includes('.xml'))
      expect(answer.text).toMatch(`<errors><error><code>${status}</code><description>`);
  });

  it.each([
    ['requests/510522-2026-999999.json', 404, 'service_request_id'],
    ['tokens/none.json', 404, 'token'],
    ['tokens/%00.json', 400, 'form'],
    ['requests.json?status=lost', 400, 'status'],
    ['requests.json?start_date=soon', 400, 'start_date'],
    ['requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 400, '90 days'],
    ['requests.json?page=0', 400, 'page'],
    ['requests.json?page_size=1001', 400, 'page_size'],
  ])('refuses %s to a client', async (url, status, why) => {
    const { client } = await aCounty();

    const answer = await ask(url, client);
    expect(answer).toMatchObject({ status, body: [{ code: status }] });
    expect(answer.body[0].description).toContain(why);
  });

  it('lets nobody in whose key was made for something else', async () => {
    const { client } = await aCounty();

    expect(await ask('requests.json', { ...client, scopes: ['HOTLINE_READ'] })).toMatchObject({
      status: 403,
    });
  });
});
