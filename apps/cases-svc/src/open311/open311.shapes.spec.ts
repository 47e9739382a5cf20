import { anActor, testDatabase } from '@jinlin/testing';
import { z } from 'zod';
import { run as runCase } from '../case/case.testing';
import { servedDoors } from '../hotline/hotline.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea } from '../testing';

const db = testDatabase(tables);
const doors = servedDoors(db);

const text = z.string().min(1);
const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullable();
const moment = z.iso.datetime({ offset: true });

/** GeoReport v2 as its published schemas have it: what must be there, and what it may be. */
const shapes = {
  service: z.strictObject({
    service_code: text,
    service_name: text,
    description: z.string(),
    metadata: z.boolean(),
    type: z.enum(['realtime', 'batch', 'blackbox']),
    keywords: z.string(),
    group: z.string(),
  }),
  definition: z.strictObject({
    service_code: text,
    attributes: z.array(
      z.strictObject({
        variable: z.boolean(),
        code: text,
        datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
        required: z.boolean(),
        datatype_description: maybe(z.string()),
        order: z.number().int(),
        description: text,
        values: z.array(z.strictObject({ key: text, name: text })),
      }),
    ),
  }),
  posted: z.strictObject({
    service_request_id: text,
    service_notice: maybe(z.string()),
    account_id: maybe(z.string()),
  }),
  request: z.strictObject({
    service_request_id: text,
    status: z.enum(['open', 'closed']),
    status_notes: maybe(z.string()),
    service_name: maybe(z.string()),
    service_code: text,
    description: maybe(z.string().max(4_000)),
    agency_responsible: maybe(z.string()),
    service_notice: maybe(z.string()),
    requested_datetime: moment,
    updated_datetime: maybe(moment),
    expected_datetime: maybe(moment),
    address: maybe(z.string()),
    address_id: maybe(z.string()),
    zipcode: maybe(z.string()),
    lat: maybe(z.number()),
    long: maybe(z.number()),
    media_url: maybe(z.url()),
  }),
  token: z.strictObject({ token: text, service_request_id: text }),
  error: z.strictObject({ code: z.number().int(), description: text }),
  discovery: z.strictObject({
    changeset: moment,
    contact: text,
    key_service: text,
    endpoints: z.array(
      z.strictObject({
        specification: z.literal('http://wiki.open311.org/GeoReport_v2'),
        url: z.string().endsWith('/open311/v2'),
        changeset: moment,
        type: z.enum(['production', 'test']),
        formats: z.array(z.enum(['text/xml', 'application/json'])),
      }),
    ),
  }),
};

/** A client whose county has a request that is open and one that is closed. */
async function aClient() {
  const county = await anArea(db, { level: 'COUNTY', code: '510522' });
  const client = anActor('INTEGRATOR', { areaId: county.id, scopes: ['OPEN311'] });
  const hotline = anActor('HOTLINE_CLERK', { areaId: county.id });
  const ask = async (path: string) => (await doors.knock(client, `/open311/v2/${path}`)).text;
  const opened = [];
  for (const description of ['垃圾三天没有清运 <急> & "脏"', '路灯不亮']) {
    const given = { areaId: county.id, channel: 'open311', category: '0102', title: '求助', description };
    opened.push(await runCase(db, 'openCase', given, { actor: hotline }));
  }
  await runCase(db, 'withdrawCase', { id: opened[1].id, reason: '已解决' }, { actor: hotline });
  return { ask, reference: opened[0].reference as string };
}

const calls = ({ reference }: { reference: string }) =>
  [
    ['discovery', shapes.discovery],
    ['services', z.array(shapes.service).min(1), '?jurisdiction_id=510522'],
    ['services/0102', shapes.definition, '?jurisdiction_id=510522'],
    ['requests', z.array(shapes.request).length(2)],
    [`requests/${reference}`, z.array(shapes.request).length(1)],
    [`tokens/${reference}`, z.array(shapes.token).length(1)],
    ['requests/none', z.array(shapes.error).length(1)],
    ['services/none', z.array(shapes.error).length(1), '?jurisdiction_id=510522'],
  ] as const;

it('answers every call in the shape that the standard has published, in XML as in JSON', async () => {
  const { ask, reference } = await aClient();

  for (const [path, shape, asked = ''] of calls({ reference })) {
    const json: unknown = JSON.parse(await ask(`${path}.json${asked}`));
    expect({ path, faults: shape.safeParse(json).error?.issues ?? [] }).toEqual({ path, faults: [] });
    expect({ path, xml: readXml(await ask(`${path}.xml${asked}`)) }).toEqual({ path, xml: asText(json) });
  }
});

it('holds every service of every locality to that shape', async () => {
  const { ask } = await aClient();

  for (const { code } of localities.all) {
    const services = JSON.parse(await ask(`services.json?jurisdiction_id=${code}`));
    expect(z.array(shapes.service).min(5).safeParse(services).error).toBeUndefined();
  }
});

/** A value as XML tells it: all is text, null is empty, and the members of a list have no names of their own. */
function asText(value: unknown): unknown {
  if (value === null) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : value.map(asText);
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asText(part)]));
}

/** Reads a document strictly: one root, every element closed, and elements of one name side by side are a list. */
function readXml(xml: string): unknown {
  const tokens = xml
    .replace('<?xml version="1.0" encoding="utf-8"?>\n', '')
    .trim()
    .split(/(<[^>]*>)/);
  let at = 0;
  const next = () => {
    while (tokens[at] === '') at += 1;
    return tokens[at++] ?? '';
  };
  const element = (open: string): [string, unknown] => {
    const [, name = '', isEmpty] = /^<(\w+)(\/?)>$/.exec(open) ?? [];
    if (!name) throw new Error(`${open} opens nothing.`);
    if (isEmpty) return [name, ''];

    const parts: [string, unknown][] = [];
    let said = '';
    for (let token = next(); token !== `</${name}>`; token = next()) {
      if (token === '') throw new Error(`${name} is not closed.`);
      if (token.startsWith('<')) parts.push(element(token));
      else said += unescaped(token);
    }
    if (parts.length === 0) return [name, said];
    const isList = LISTS.has(name);
    return [name, isList ? parts.map(([, part]) => part) : Object.fromEntries(parts)];
  };
  const [, document] = element(next());
  if (next() !== '') throw new Error('There is more than one root.');
  return document;
}

const LISTS: ReadonlySet<string> = new Set([
  'services',
  'attributes',
  'values',
  'service_requests',
  'errors',
  'endpoints',
  'formats',
]);

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

const unescaped = (said: string) => {
  if (/&(?!amp;|lt;|gt;|quot;)/.test(said)) throw new Error(`${said} has an entity that nobody knows.`);
  return said.replaceAll(/&\w+;/g, (entity) => ENTITIES[entity]!);
};
