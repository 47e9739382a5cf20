// How far anybody reaches, whatever it is about: these tests are made of the schema and of the tables, so that what is
// added tomorrow is tested tomorrow.
import { randomUUID } from 'node:crypto';
import { nothing, type Scope, scopeSql } from '@jinlin/database';
import { type Actor, type Role, roles } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { anActor, filled } from '@jinlin/testing';
import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { DataSource } from 'typeorm';
import { wholeGraph } from './graph';
import { keptIn, liesIn, recordsIn, typeOfId } from './records';
import { names, type Subgraph, subgraphs } from './subgraphs';

/** Whoever asks is of Xianyou; the others' records are Hejiang's. */
const [HERE, THERE] = ['350322', '510522'] as const;
const graph = wholeGraph([HERE, THERE]);

type Records = ReadonlyMap<string, string>;
let ours: Records;
let theirs: Records;
beforeAll(async () => {
  const databases = names.map((name) => graph.databases[name]);
  ours = await recordsIn(databases, HERE);
  theirs = await recordsIn(databases, THERE);
});

const somebodyAt = (code: string, role: Role, given: Partial<Actor> = {}): Actor =>
  anActor(role, {
    areaId: role === 'DEPARTMENT_CLERK' ? null : idOf('area', code),
    unitId: role === 'DEPARTMENT_CLERK' || role === 'SITE_MANAGER' ? idOf('unit', `${code}:housing`) : null,
    personId: (code === HERE ? ours : theirs).get('Person') ?? null,
    ...given,
  });

const acts = names.flatMap((service) => {
  const { schema, policy } = subgraphs[service];
  return Object.values(schema.getMutationType()!.getFields()).map(({ name, type, args: [input] }) => ({
    name,
    roles: policy[name]!,
    changes: changedBy(getNamedType(type)),
    input: input!.type,
    takes: Object.keys((getNamedType(input!.type) as GraphQLInputObjectType).getFields()),
  }));
});
type An = (typeof acts)[number];

const questions = names.flatMap((service) =>
  Object.values(subgraphs[service].schema.getQueryType()!.getFields())
    .filter(({ name }) => !name.startsWith('_'))
    .map(({ name, args, type }) => ({ name, args, type: getNamedType(type) as GraphQLObjectType })),
);
const byId = questions.filter(({ args }) => args.some(({ name }) => name === 'id'));

describe('a record of another county', () => {
  /** Wishes that were posted are there to be fulfilled, by party members of other counties too. */
  const FOR_ALL = ['claimWish', 'giveUpWish'];

  it.each(roles)('is not there for any act of a %s', async (role) => {
    const changing = acts.filter((act) => act.roles.includes(role) && act.takes.includes('id'));
    const ids = (act: An) => ({ id: theirs.get(act.changes) ?? randomUUID() });

    const answers = await run(changing, somebodyAt(HERE, role), { records: ours, given: ids });

    const others = answers.filter(({ name, code }) => code !== 'NOT_FOUND' && !FOR_ALL.includes(name));
    expect(others).toEqual([]);
  });

  it.each(roles)('is not made, nor moved there, by any act of a %s', async (role) => {
    const placing = acts.filter((act) => act.roles.includes(role) && act.takes.includes('areaId'));
    const there = () => ({ areaId: theirs.get('Area') });

    const answers = await run(placing, somebodyAt(HERE, role), { records: ours, given: there });

    expect(answers.filter(({ code }) => code === undefined)).toEqual([]);
  });

  it('is shown to those who have its id only where it is open to all', async () => {
    const shown = new Set<string>();
    for (const role of roles)
      for (const some of inTens(byId)) {
        const idOfOne = ({ type }: (typeof some)[number]) => theirs.get(type.name) ?? randomUUID();
        const asked = some.map((one) => `${one.name}(id: "${idOfOne(one)}") { __typename }`);
        const { data } = await graph.ask(`{ ${asked.join(' ')} }`, {}, somebodyAt(HERE, role));
        for (const { name, type } of some) if (data?.[name]) shown.add(type.name);
      }

    expect([...shown].toSorted()).toEqual(OPEN_TO_ALL);
  });
});

describe('row-level security, with every filter of the services taken away,', () => {
  /** Rows that everybody may read: what is laid open, and what is never told of people. */
  const OPEN = [
    ...['organisation.evaluation_sheet', 'organisation.publication', 'organisation.registration'],
    ...['cases.council', 'cases.deliberation', 'cases.demand', 'cases.micro_wish', 'cases.vote'],
    'services.service_site',
  ];

  it.each(names)('shows nobody what %s has sealed, and each county its own', async (name) => {
    const db = graph.databases[name];
    const kept = keptIn(db);
    const ofHere: Scope = { ...nothing, reach: 'AREA', areaPath: await pathOf(db, HERE) };
    const away = await pathOf(db, THERE);
    const seen: string[] = [];

    for (const { table } of await db.query(GUARDED)) {
      const one = kept.get(table);
      const lies = one && liesIn(one, kept);
      const toNobody = await rowsSeen(db, nothing, `"${table}"`);
      const toOthers = lies ? await rowsSeen(db, ofHere, `"${table}" where ${lies}`, away) : 0;
      if (toNobody + toOthers > 0) seen.push(`${name}.${table}`);
    }

    expect(seen.toSorted()).toEqual(OPEN.filter((table) => table.startsWith(name)));
  });

  it.each(names)('is in force wherever %s seals what it knows of people', async (name) => {
    const tables = await graph.databases[name].query(UNGUARDED);

    // What a webhook seals is the secret that its calls are signed with.
    expect(tables.map(({ table }: { table: string }) => table)).toEqual(name === 'cases' ? ['webhook'] : []);
  });
});

describe('what is sealed of somebody', () => {
  const PURPOSE = 'to see whether it is recorded';

  /** A JSON text with any value in it but null. */
  const TELLS = /[:[]["\dtf]/;

  /** No county has any of these from the first day; their own tests open them. */
  const UNSEEDED = [
    ...['CarePlan', 'CourseEnrolment', 'Donation', 'FamilyDoctorContract', 'FundGrant', 'JobSeeker', 'Meal'],
    'StudioRepresentative',
  ];
  const openings = names.flatMap(fieldsThatOpen).filter(({ type }) => !UNSEEDED.includes(type.name));

  it.each(openings)(
    'is opened by $type.name, $field.name, with the scope, for a purpose, here alone, and never unrecorded',
    async ({ service, type, field }) => {
      const { of, source } = opening(type, field);
      const at = theirs.has(of) ? THERE : HERE;
      const id = (at === THERE ? theirs : ours).get(of);
      const open = (actor: Actor, purpose = PURPOSE) => graph.ask(source, { id, purpose }, actor);
      const role = type.name === 'CommunityWorker' ? 'ORGANISER' : 'COMMUNITY_CLERK';
      const clerkAt = (code: string) => somebodyAt(code, role, { scopes: ['pii:read'] });
      const clerk = clerkAt(at);

      const unscoped = await Promise.all(roles.map((role) => open(somebodyAt(at, role))));
      const purposeless = await open(clerk, ' ');
      const elsewhere = await open(clerkAt(at === HERE ? THERE : HERE));
      const opened = await open(clerk);

      for (const { data } of [...unscoped, purposeless, elsewhere])
        expect(JSON.stringify(data)).not.toMatch(TELLS);
      expect(opened.errors).toBeUndefined();
      const recorded = await graph.databases[service].query(
        'select distinct purpose from access_record where actor_id = $1',
        [clerk.id],
      );
      expect(recorded).toEqual([{ purpose: PURPOSE }]);
    },
  );
});

describe('whatever is sent', () => {
  const STRANGE = `'; drop table "case"; -- % _ \\ \u202eabc\u200b😀 =1+1 \${x} {{y}} <b>${'汉'.repeat(600)}`;

  it.each(
    roles.flatMap((role) => [
      { role, what: 'signs that mean something elsewhere', text: STRANGE },
      { role, what: 'a NUL', text: 'a\u0000b' },
    ]),
  )(
    'as text, every act of a $role is answered, and what it changes is told in a history: $what',
    async ({ role, text }) => {
      const its = acts.filter((act) => act.roles[0] === role);
      const before = await entries();

      const answers = await run(its, somebodyAt(THERE, role), { records: theirs, text });

      expect(answers.filter(({ code }) => code === 'INTERNAL')).toEqual([]);
      const changed = answers.filter(({ code }) => code === undefined);
      expect((await entries()) - before).toBeGreaterThanOrEqual(changed.length);
    },
  );

  it.each(byId)('as an id, $name shows nothing and does not break', async ({ name }) => {
    const source = `query ($id: ID!) { ${name}(id: $id) { __typename } }`;

    const answer = await graph.ask(source, { id: STRANGE }, somebodyAt(THERE, 'LEADER'));

    expect(answer.data).toEqual({ [name]: null });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  const lists = questions.filter(({ args }) =>
    ['first', 'after'].every((name) => args.some((arg) => arg.name === name)),
  );

  it.each(lists)('as a cursor, $name does not break', async ({ name, args }) => {
    const others = args.filter((arg) => isNonNullType(arg.type) && arg.name !== 'first');
    const takes = others.map((arg) => `, $${arg.name}: ${arg.type}`).join('');
    const gives = others.map((arg) => `, ${arg.name}: $${arg.name}`).join('');
    const keys = [{}, [null], ['x'], ['x', 'x'], ['x', 'x', 'x'], [1e308, "' or 1=1 --"]];
    const cursors = ['x', ...keys.map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'))];
    const asked = cursors.map(
      (cursor, i) => `a${i}: ${name}(first: 2, after: "${cursor}"${gives}) { nodes { __typename } }`,
    );
    const given = Object.fromEntries(others.map((arg) => [arg.name, filled(arg.type)]));

    const answer = await graph.ask(
      `query ${takes && `(${takes.slice(2)})`} { ${asked.join(' ')} }`,
      given,
      somebodyAt(THERE, 'LEADER'),
    );

    expect(new Set(codesOf(answer))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  const codesOf = ({ errors = [] }: Pick<Awaited<ReturnType<typeof graph.ask>>, 'errors'>) =>
    errors.map(({ extensions }) => extensions.code);

  const entries = async () => {
    const counts = await Promise.all(
      names.map((name) => graph.databases[name].query('select count(*)::int as count from history')),
    );
    return counts.reduce((sum, [{ count }]) => sum + count, 0);
  };
});

/** Questions about these show what lies in other counties too: places, bodies, and what is laid open to everybody. */
const OPEN_TO_ALL = [
  ...['Agreement', 'AnnualAssessment', 'Appointment', 'Area', 'Brand'],
  ...['Commitment', 'CommunityIncomeEntry', 'CommunityUnitLink', 'Council', 'Demand'],
  ...['DeploymentCall', 'DutyFulfilment', 'EvaluationRound', 'EvaluationSheet', 'HouseCode'],
  ...['JointActivity', 'Match', 'PartyOrganisation', 'Person', 'PolicyDocument'],
  ...['Project', 'Registration', 'RenewalProject', 'Resource', 'SecretaryMatching'],
  ...['Selection', 'ServiceContract', 'ServiceItem', 'ServiceSite', 'SocialService'],
  ...['TwoWayOrder', 'Unit', 'VolunteerActivity', 'VolunteerTeam'],
];

const pathOf = async (db: DataSource, code: string): Promise<string> =>
  (await db.query('select path from area where code = $1 and valid_to is null', [code]))[0].path;

/** How many rows a scope lets see, when nothing but the database holds it back. */
const rowsSeen = (db: DataSource, scope: Scope, rows: string, ...values: string[]): Promise<number> =>
  db.transaction(async (tx) => {
    await tx.query(scopeSql(scope));
    return (await tx.query(`select count(*) from ${rows}`, values))[0].count;
  });

/** Tables that row-level security guards. */
const GUARDED = /* SQL */ `
  select relname as table from pg_class
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relforcerowsecurity
`;

/** Tables with something sealed in them that it does not guard. */
const UNGUARDED = /* SQL */ `
  select distinct relname as table from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
    and attname like '%sealed%' and not relforcerowsecurity
`;

interface Filling {
  /** The records that ids name. */
  records: Records;
  given?: (act: An) => object;
  /** What stands in every field for a text, also in those that could be left out. */
  text?: string;
}

/** Runs acts with the least that they take, ten at a time; says of each why not, if not. */
async function run(all: readonly An[], actor: Actor, filling: Filling) {
  const answers: { name: string; code: string | undefined }[] = [];
  for (const some of inTens(all)) answers.push(...(await runSome(some, actor, filling)));
  return answers;
}

async function runSome(
  some: readonly An[],
  actor: Actor,
  filling: Filling,
): Promise<{ name: string; code: string | undefined }[]> {
  const takes = some.map(({ name, input }) => `$${name}: ${input}`).join(', ');
  const asked = some.map(({ name }) => `${name}(input: $${name}) { __typename ... on Refusal { code } }`);
  const inputs = Object.fromEntries(some.map((act) => [act.name, inputOf(act, filling)]));

  const { data, errors } = await graph.ask(`mutation (${takes}) { ${asked.join(' ')} }`, inputs, actor);

  // An error takes the others' answers along.
  if (errors && some.length > 1) {
    const alone: Awaited<ReturnType<typeof runSome>> = [];
    for (const act of some) alone.push(...(await runSome([act], actor, filling)));
    return alone;
  }
  return some.map(({ name }) => ({ name, code: data?.[name]?.code ?? errors?.[0]?.extensions.code }));
}

function inputOf(act: An, { records, given, text }: Filling) {
  const input = filled(act.input, {
    sample: (scalar, field) =>
      scalar === 'ID' ? records.get(typeOfId(field, act.changes)) : scalar === 'String' ? text : undefined,
    wants: ({ type }) => text !== undefined && getNamedType(type).name === 'String',
  });
  return { ...(input as object), clientKey: randomUUID(), ...given?.(act) };
}

/** As many as one operation may have at its root. */
const inTens = <One>(all: readonly One[]) =>
  Array.from({ length: Math.ceil(all.length / 10) }, (_, i) => all.slice(i * 10, i * 10 + 10));

/** The fields of a subgraph that open a seal: those that ask what for. */
function fieldsThatOpen(service: Subgraph) {
  const types = Object.values(subgraphs[service].schema.getTypeMap()).filter(isObjectType);
  return types
    .filter(({ name }) => name !== 'Query')
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ service, type, field })))
    .filter(({ field }) => field.args.some(({ name }) => name === 'purpose'));
}

/** Asks such a field of the record that bears it, or of the record that holds it. */
function opening({ name }: GraphQLObjectType, field: GraphQLField<unknown, unknown>) {
  const opened = getNamedType(field.type);
  const leaves = isObjectType(opened) ? `{ ${leavesOf(opened).join(' ')} }` : '';
  const way = byId.flatMap(({ name: question, type }) => {
    if (type.name === name) return [{ of: name, question, to: (asked: string) => asked }];
    const part = Object.values(type.getFields()).find((one) => getNamedType(one.type).name === name);
    if (!part || part.args.length > 0) return [];
    return [{ of: type.name, question, to: (asked: string) => `${part.name} { ${asked} }` }];
  });
  const { of, question, to } = way.find(({ of }) => of === name) ?? way[0]!;
  const asked = to(`${field.name}(purpose: $purpose) ${leaves}`);
  return { of, source: `query ($id: ID!, $purpose: String!) { ${question}(id: $id) { ${asked} } }` };
}

const leavesOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    .map(({ name }) => name);

/** The type that an act changes: the one among its answers that is no refusal. */
function changedBy(answer: GraphQLNamedType) {
  const members = isUnionType(answer) ? answer.getTypes() : [];
  const changed = members.find((type) => type.getInterfaces().every(({ name }) => name !== 'Refusal'));
  return changed?.name ?? answer.name;
}
