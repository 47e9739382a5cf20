import { randomUUID } from 'node:crypto';
import { creditCheckDigit, identityCheckDigit } from '@jinlin/graphql';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

let made = 0;
/** A code in an area that is nobody's. */
const anAreaCode = ({ code }: { code: string }) => {
  made += 1;
  return `${code}${String(made).padStart(4, '0')}`;
};
/** An identity number that nobody bears: there is no area 999999. */
const anIdentityNumber = () => {
  made += 1;
  const digits = `99999919850314${String(made).padStart(3, '0')}`;
  return digits + identityCheckDigit(digits);
};
const aCreditCode = () => {
  made += 1;
  const characters = `91350199${String(made).padStart(9, '0')}`;
  return characters + creditCheckDigit(characters);
};

async function aDesk() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const load = (kind: string, csv: string, given: object = {}, actor = organiser) =>
    run(db, `import${kind}`, { csv, ...given }, { actor });
  const refused = async (kind: string, csv: string, actor = organiser) =>
    (await ask(db, REFUSED(kind), { input: { clientKey: randomUUID(), csv } }, { actor })).done;
  const take = async (kind: string, given: object = {}, actor: typeof organiser | null = organiser) =>
    (await ask(db, EXPORT, { kind, code: county.code, ...given }, { actor })).exportCsv;
  return { county, street, organiser, elsewhere, load, refused, take };
}

const lines = (...rows: string[]) => rows.join('\n');

describe('an import of areas', () => {
  it('creates each below one that is there or that a row before has made, as single acts would', async () => {
    const { street, load } = await aDesk();
    const [community, grid] = [anAreaCode(street), anAreaCode(street)];

    const answer = await load(
      'Areas',
      lines(
        '\ufeff区划代码,名称,层级,上级代码,启用日期,是否社区,户数',
        `${community},导入社区,COMMUNITY,${street.code},2022-01-01,是,512`,
        `${grid},"第1网格",GRID,${community},2022-02-01,,`,
      ),
    );

    expect(answer).toMatchObject({ state: 'APPLIED', rows: 2, applied: 2, leftOut: 0, faults: [] });
    const { areaByCode } = await ask(db, AREA, { code: grid });
    expect(areaByCode).toEqual({
      name: '第1网格',
      validFrom: '2022-02-01',
      isUrban: true,
      ancestors: expect.arrayContaining([{ name: '导入社区' }]),
      history: [{ action: 'CREATE' }],
    });
    const [{ told }] = await db.query(
      `select count(*) as told from outbox where type = 'area.create' and data->>'code' = any($1)`,
      [[community, grid]],
    );
    expect(told).toBe(2);
    const { area } = await ask(db, AS_OF, { code: community });
    expect(area).toBeNull();
    expect((await ask(db, FIND, { text: '导入社区' })).search.nodes).toHaveLength(1);
  });

  it('names row by row what is wrong, and applies nothing', async () => {
    const { street, refused, elsewhere } = await aDesk();
    const [good, twice] = [anAreaCode(street), anAreaCode(street)];
    const far = await anArea(db, { level: 'COMMUNITY' });

    const answer = await refused(
      'Areas',
      lines(
        'code,name,level,parentCode,on,isUrban,householdCount',
        `${good},好社区,COMMUNITY,${street.code},2022-01-01,,`,
        `51-22,坏代码,COMMUNITY,${street.code},2022-01-01,,`,
        `${anAreaCode(street)},,COMMUNITY,${street.code},2022-02-30,也许,很多`,
        `${anAreaCode(street)},无上级,GRID,999999999999,2022-01-01,,`,
        `${anAreaCode(street)},别处的,GRID,${far.code},2022-01-01,,`,
        `${twice},一,COMMUNITY,${street.code},2022-01-01,,`,
        `${twice},二,COMMUNITY,${street.code},2022-01-01,,`,
        `${anAreaCode(street)},倒置,COUNTY,${street.code},2022-01-01,,`,
        `${street.code},重名,COMMUNITY,${street.code},2022-01-01,,`,
        `${anAreaCode(street)},明天,COMMUNITY,${street.code},2026-11-24,,`,
        `${anAreaCode(street)},过早,COMMUNITY,${street.code},2019-12-31,,,多余`,
        `${anAreaCode(street)},无此级,VILLAGE,${street.code},2022-01-01,,`,
      ),
    );

    expect(answer).toMatchObject({ __typename: 'RowsWrong', code: 'ROWS_WRONG', rows: 12, wrong: 10 });
    expect(answer.faults.map(({ row, column, code }: Fault) => [row, column, code])).toEqual([
      [2, 'code', 'MALFORMED'],
      [3, 'name', 'MISSING'],
      [3, 'on', 'MALFORMED'],
      [3, 'isUrban', 'MALFORMED'],
      [3, 'householdCount', 'MALFORMED'],
      [4, 'parentCode', 'NOT_FOUND'],
      [5, 'parentCode', 'NOT_FOUND'],
      [7, 'code', 'REPEATED_IN_FILE'],
      [8, 'level', 'INVALID_INPUT'],
      [9, 'code', 'AREA_CODE_TAKEN'],
      [10, 'on', 'INVALID_INPUT'],
      [11, null, 'TOO_MANY_CELLS'],
      [12, 'level', 'MALFORMED'],
    ]);
    expect((await ask(db, AREA, { code: good })).areaByCode).toBeNull();
    expect(
      await refused(
        'Areas',
        `code,name,level,parentCode,on\n${good},一,GRID,${street.code},2022-01-01`,
        elsewhere,
      ),
    ).toMatchObject({
      faults: [{ row: 1, column: 'parentCode', code: 'NOT_FOUND' }],
    });
  });

  it('applies the good rows when that is asked, and leaves out what lies below a bad one', async () => {
    const { street, load } = await aDesk();
    const [good, bad] = [anAreaCode(street), anAreaCode(street)];

    const answer = await load(
      'Areas',
      lines(
        'code,name,level,parentCode,on',
        `${bad},,COMMUNITY,${street.code},2022-01-01`,
        `${anAreaCode(street)},其下,GRID,${bad},2022-01-01`,
        `${good},好,COMMUNITY,${street.code},2022-01-01`,
      ),
      { applyGoodRows: true },
    );

    expect(answer).toMatchObject({ rows: 3, applied: 1, leftOut: 2 });
    expect((answer.faults as Fault[]).map(({ row }) => row)).toEqual([1, 2]);
    expect((await ask(db, AREA, { code: good })).areaByCode.name).toBe('好');
  });

  it('is done once under its key, and answers with the same report', async () => {
    const { street, load, organiser } = await aDesk();
    const csv = `code,name,level,parentCode,on\n${anAreaCode(street)},一次社区,COMMUNITY,${street.code},2022-01-01`;
    const clientKey = randomUUID();

    const answers = await Promise.all([1, 2, 3].map(() => load('Areas', csv, { clientKey })));

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await load('Areas', `${csv}\n`, { clientKey })).toMatchObject({ __typename: 'KeyReused' });
    expect(await load('Areas', csv)).toMatchObject({ __typename: 'RowsWrong' });
    const { importRun } = await ask(db, RUN, { id: answers[0]!.id }, { actor: organiser });
    expect(importRun).toEqual({ kind: 'AREAS', history: [{ action: 'APPLY' }] });
  });

  it('costs as many statements for many rows as for few', async () => {
    const { street, load } = await aDesk();
    const csv = (rows: number) =>
      lines(
        'code,name,level,parentCode,on',
        ...Array.from(
          { length: rows },
          (_, n) => `${anAreaCode(street)},第${n}社区,COMMUNITY,${street.code},2022-01-0${(n % 9) + 1}`,
        ),
      );

    const few = await countStatements(() => load('Areas', csv(2)));
    const many = await countStatements(() => load('Areas', csv(60)));

    expect(many.answer).toMatchObject({ applied: 60 });
    expect(many.statements.length).toBe(few.statements.length);
  });
});

describe('an import', () => {
  it.each([
    ['no rows', 'name,kind,areaCode'],
    ['nothing', ''],
    ['a column that is none', 'name,kind,areaCode,张三\n甲,DEPARTMENT,510522,1'],
    ['a column twice', 'name,kind,areaCode,Name\n甲,DEPARTMENT,510522,乙'],
    ['a column missing', 'name,kind\n甲,DEPARTMENT'],
    ['a quotation mark that stays open', 'name,kind,areaCode\n"甲,DEPARTMENT,510522'],
    ['too many rows', `name,kind,areaCode\n${'甲,DEPARTMENT,510522\n'.repeat(1001)}`],
    ['too many characters', `name,kind,areaCode\n${'长'.repeat(200_000)},DEPARTMENT,510522`],
  ])('of %s is refused', async (_, csv) => {
    const { load } = await aDesk();

    const answer = await load('Units', csv);

    expect(answer).toMatchObject({ __typename: 'InvalidInput', field: 'csv' });
    expect(answer.message).not.toMatch(/张三|甲/);
  });

  it('of something that is no text is refused, as it is of every act', async () => {
    const { load } = await aDesk();

    await expect(load('Units', 'name,kind,areaCode\n甲\u0000,DEPARTMENT,510522')).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is listed for those in whose area it was begun', async () => {
    const { street, load, organiser, elsewhere } = await aDesk();
    const rows = `name,kind,areaCode\n甲,DEPARTMENT,${street.code}\n,DEPARTMENT,${street.code}`;
    const { id } = await load('Units', rows, { applyGoodRows: true });
    const count = async (where: object, actor = organiser) =>
      (await ask(db, RUNS, { where }, { actor })).importRuns.totalCount;

    expect(await count({ hasFaults: true, kind: 'UNITS' })).toBe(1);
    expect(await count({ hasFaults: false })).toBe(0);
    expect(await count({}, elsewhere)).toBe(0);
    expect((await ask(db, RUN, { id }, { actor: elsewhere })).importRun).toBeNull();
  });
});

describe('each import', () => {
  it('repeats nothing of a file whose columns were mixed up', async () => {
    const { street, load } = await aDesk();
    const [name, number] = ['诸葛晴川', anIdentityNumber()];
    const files = [
      ['Areas', `code,name,level,parentCode,on\n${number},${name},${name},${name},${name}`],
      ['Areas', `code,name,level,parentCode,on\n${anAreaCode(street)},${name},GRID,${number},2022-01-01`],
      ['Units', `name,kind,areaCode,creditCode\n${name},DEPARTMENT,${number},`],
      ['Units', `name,kind,areaCode,creditCode\n${name},${name},${number},${number}`],
      ['People', `name,areaCode,phone\n${number},${name},`],
      ['Appointments', `personId,post,areaCode,from\n${number},${name},${number},${name}`],
      ['Appointments', `identityNumber,post,areaCode,from\n${number},${name},${street.code},2022-01-01`],
    ] as const;

    for (const [kind, csv] of files) {
      const answer = await load(kind, csv, { applyGoodRows: true });
      expect([kind, answer.applied]).toEqual([kind, 0]);
      expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${name}|${number}`));
    }
  });

  it('costs as many statements for many rows as for few', async () => {
    const { street, load } = await aDesk();
    const community = await anArea(db, {}, street);
    const people = await Promise.all(Array.from({ length: 22 }, () => aPerson(db, street)));
    const post = (n: number) => `${people[n]!.id},COMMUNITY_WORKER,${community.code},2022-01-01`;
    const files: [kind: string, header: string, row: (n: number) => string][] = [
      [
        'Units',
        'name,kind,areaCode,creditCode',
        (n) => `第${n}局,DEPARTMENT,${street.code},${aCreditCode()}`,
      ],
      ['People', 'name,areaCode,identityNumber', (n) => `张${n},${street.code},${anIdentityNumber()}`],
      ['Appointments', 'personId,post,areaCode,from', post],
    ];

    for (const [kind, header, row] of files) {
      const csv = (from: number, to: number) =>
        lines(header, ...Array.from({ length: to - from }, (_, n) => row(from + n)));
      const few = await countStatements(() => load(kind, csv(0, 2)));
      const many = await countStatements(() => load(kind, csv(2, 22)));

      expect([kind, many.answer.applied]).toEqual([kind, 20]);
      expect([kind, many.statements.length]).toEqual([kind, few.statements.length]);
    }
  });
});

describe('an import of units', () => {
  it('registers them, some below others of the same file', async () => {
    const { street, load } = await aDesk();
    const [above, below] = [aCreditCode(), aCreditCode()];

    const answer = await load(
      'Units',
      lines(
        'name,kind,areaCode,creditCode,parentCreditCode,isRed,on',
        `住建局,DEPARTMENT,${street.code},${above},,,2021-01-01`,
        `物业公司,PROPERTY_COMPANY,${street.code},${below},${above},true,`,
      ),
    );

    expect(answer).toMatchObject({ applied: 2 });
    const { search } = await ask(db, FIND, { text: below });
    expect(search.nodes[0].record).toMatchObject({
      name: '物业公司',
      isRed: true,
      parent: { name: '住建局' },
      history: [{ action: 'REGISTER' }],
    });
  });

  it('names a bad check digit, a kind that is none, and a code that is taken', async () => {
    const { street, refused } = await aDesk();
    const taken = aCreditCode();
    await aUnit(db, street, { creditCode: taken });
    const fresh = aCreditCode();
    const wrong = fresh.slice(0, 17) + (fresh[17] === '0' ? '1' : '0');

    const { faults } = await refused(
      'Units',
      lines(
        'name,kind,areaCode,creditCode,parentCreditCode',
        `甲,DEPARTMENT,${street.code},${wrong},`,
        `乙,BUREAU,${street.code},,`,
        `丙,DEPARTMENT,${street.code},${taken},`,
        `丁,DEPARTMENT,${street.code},${fresh},${aCreditCode()}`,
        `戊,DEPARTMENT,999999,,`,
      ),
    );

    expect(faults.map(({ row, column, code }: Fault) => [row, column, code])).toEqual([
      [1, 'creditCode', 'MALFORMED'],
      [2, 'kind', 'MALFORMED'],
      [3, 'creditCode', 'UNIT_ALREADY_REGISTERED'],
      [4, 'parentCreditCode', 'NOT_FOUND'],
      [5, 'areaCode', 'NOT_FOUND'],
    ]);
    expect(faults[0].message).toMatch(/check digit/);
  });
});

describe('an import of people', () => {
  it('registers them sealed and masked, and repeats nobody’s number', async () => {
    const { street, load, refused, organiser } = await aDesk();
    const identityNumber = anIdentityNumber();
    const wrong = identityNumber.replace(/.$/, (last) => (last === '1' ? '2' : '1'));
    const header = 'name,areaCode,phone,identityNumber,politicalStatus';
    const row = `诸葛晴川,${street.code},15487654321,${identityNumber},PARTY_MEMBER`;

    expect(await load('People', lines(header, row))).toMatchObject({ applied: 1 });
    const { faults } = await refused(
      'People',
      lines(
        header,
        row,
        `李文,${street.code},99,${wrong},CADRE`,
        `王,${street.code},,${anIdentityNumber()},`.replace('王', ''),
      ),
    );

    expect(faults.map(({ row, column, code }: Fault) => [row, column, code])).toEqual([
      [1, 'identityNumber', 'ALREADY_REGISTERED'],
      [2, 'phone', 'MALFORMED'],
      [2, 'identityNumber', 'MALFORMED'],
      [2, 'politicalStatus', 'MALFORMED'],
      [3, 'name', 'MISSING'],
    ]);
    const told = JSON.stringify([
      faults,
      await db.query('select * from import_run'),
      await db.query('select * from person'),
      await db.query(`select * from outbox where type like 'person%' or type like 'import%'`),
    ]);
    for (const clear of ['诸葛晴川', '15487654321', identityNumber, wrong]) expect(told).not.toContain(clear);
    const found = await ask(
      db,
      FIND,
      { text: '诸葛晴川', purpose: '核实导入' },
      { actor: { ...organiser, scopes: ['pii:read'] } },
    );
    expect(found.search.nodes[0].record).toMatchObject({ maskedName: '诸葛**', maskedPhone: '154****4321' });
  });

  it('takes nobody twice, in a file or at the same moment', async () => {
    const { street, load, refused } = await aDesk();
    const row = `张明秋,${street.code},${anIdentityNumber()}`;
    const csv = lines('name,areaCode,identityNumber', row);

    expect((await refused('People', lines(csv, row))).faults).toMatchObject([
      { row: 2, code: 'REPEATED_IN_FILE' },
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => load('People', csv)));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ImportRun',
      'RowsWrong',
      'RowsWrong',
    ]);
  });
});

describe('an import of appointments', () => {
  it('gives people posts at areas and at units', async () => {
    const { street, load } = await aDesk();
    const community = await anArea(db, {}, street);
    const unit = await aUnit(db, street, { creditCode: aCreditCode() });
    const identityNumber = anIdentityNumber();
    await load('People', `name,areaCode,identityNumber\n张明秋,${street.code},${identityNumber}`);
    const { id } = await aPerson(db, street);

    const answer = await load(
      'Appointments',
      lines(
        'personId,identityNumber,post,areaCode,unitCreditCode,from,source,rank,document,isConcurrent',
        `${id},,FIRST_SECRETARY,${community.code},,2022-03-01,SECONDED,COUNTY_LEADER,合委〔2022〕1号,是`,
        `,${identityNumber},UNIT_LEADER,,${unit.creditCode},2022-03-01,,,,`,
      ),
    );

    expect(answer).toMatchObject({ applied: 2, faults: [] });
    const { appointments } = await ask(db, POSTS, { where: { withinId: street.id } });
    expect(appointments.nodes).toEqual(
      expect.arrayContaining([
        {
          post: { code: 'FIRST_SECRETARY' },
          rank: 'COUNTY_LEADER',
          isConcurrent: true,
          unit: null,
          history: [{ action: 'APPOINT' }],
        },
        {
          post: { code: 'UNIT_LEADER' },
          rank: null,
          isConcurrent: false,
          unit: { id: unit.id },
          history: [{ action: 'APPOINT' }],
        },
      ]),
    );
  });

  it('names row by row who is nobody, a post that is taken, unknown, elsewhere or not theirs to fill', async () => {
    const { street, refused, organiser } = await aDesk();
    const community = await anArea(db, {}, street);
    const { id } = await aPerson(db, street);
    const { id: other } = await aPerson(db, street);
    await run(
      db,
      'appoint',
      { personId: id, post: 'FIRST_SECRETARY', areaId: community.id, from: '2022-01-01' },
      { actor: organiser },
    );
    const header = 'personId,post,areaCode,unitCreditCode,from';

    const { faults } = await refused(
      'Appointments',
      lines(
        header,
        `${randomUUID()},COMMUNITY_WORKER,${community.code},,2022-03-01`,
        `${other},FIRST_SECRETARY,${community.code},,2022-03-01`,
        `${other},KING,${community.code},,2022-03-01`,
        `${other},COMMUNITY_WORKER,${street.code},,2022-03-01`,
        `${other},COMMUNITY_WORKER,,,2022-03-01`,
        `${other},COMMUNITY_WORKER,${community.code},,2026-12-01`,
        `${other},DEPUTY_SECRETARY,${community.code},,2022-03-01`,
        `${other},COMMUNITY_WORKER,${community.code},,2022-03-01`,
        `${other},COMMUNITY_WORKER,${community.code},,2022-03-01`,
        `nobody,COMMUNITY_WORKER,${community.code},,2022-03-01`,
        `${other},UNIT_LEADER,,${aCreditCode()},2022-03-01`,
      ),
    );

    expect(faults.map(({ row, column, code }: Fault) => [row, column, code])).toEqual([
      [1, 'personId', 'NOT_FOUND'],
      [2, 'post', 'POST_TAKEN'],
      [3, 'post', 'INVALID_INPUT'],
      [4, 'post', 'INVALID_INPUT'],
      [5, 'areaCode', 'INVALID_INPUT'],
      [6, 'from', 'INVALID_INPUT'],
      [7, 'post', 'NOT_FROM_LINKED_UNIT'],
      [9, 'post', 'REPEATED_IN_FILE'],
      [10, 'personId', 'MALFORMED'],
      [11, 'unitCreditCode', 'NOT_FOUND'],
    ]);
    const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
    expect(
      (
        await refused(
          'Appointments',
          lines(header, `${other},COMMUNITY_WORKER,${community.code},,2022-03-01`),
          clerk,
        )
      ).faults,
    ).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});

describe('an export', () => {
  it('has the form that imports take', async () => {
    const { street, load, take, county } = await aDesk();
    await load(
      'Areas',
      `code,name,level,parentCode,on,isUrban,householdCount\n${anAreaCode(street)},往返社区,COMMUNITY,${street.code},2022-01-01,否,300`,
    );

    const { csv, rows, pageInfo } = await take('AREAS');

    expect(rows).toBe(3);
    expect(pageInfo).toEqual({ hasNextPage: false, endCursor: expect.any(String) });
    const [header, ...found] = csv.trim().split('\n');
    expect(header).toBe('Code,Name,Level,Code of the parent,First day,Urban,Households');
    expect(found.at(-1)).toMatch(/^\d{16},往返社区,COMMUNITY,\d+,2022-01-01,false,300$/);
    const other = await anArea(db, { code: anAreaCode(street), level: 'COUNTY' });
    const moved = csv
      .split('\n')
      .filter((line: string) => line.includes('往返'))[0]
      .replace(/^\d+/, anAreaCode(street))
      .replace(`,${street.code},`, `,${other.code},`);
    const mover = anActor('ORGANISER', { areaId: other.id });
    expect(await load('Areas', `${header}\n${moved}`, {}, mover)).toMatchObject({ applied: 1 });
    expect(county.level).toBe('COUNTY');
  });

  it('escapes what a spreadsheet would run, and imports take that back', async () => {
    const { street, load, take } = await aDesk();
    const csv = lines(
      'name,kind,areaCode',
      `"=cmd|' /C calc'!A0",DEPARTMENT,${street.code}`,
      `"@甲,乙",DEPARTMENT,${street.code}`,
    );
    await load('Units', csv);

    const exported = (await take('UNITS')).csv;
    expect(exported).toContain(`'=cmd|' /C calc'!A0,DEPARTMENT`);
    expect(exported).toContain(`"'@甲,乙",DEPARTMENT`);

    await load('Units', exported);
    const again = (await take('UNITS')).csv;
    expect(again).not.toContain(`''`);
    expect(again.match(/=cmd/g)).toHaveLength(2);
  });

  it('of people is masked, and for those alone whose area they are in', async () => {
    const { county, street, load, take, elsewhere } = await aDesk();
    await load('People', `name,areaCode,phone\n诸葛晴川,${street.code},15487654321`);

    const { csv } = await take('PEOPLE');
    expect(csv).toContain('诸葛**');
    expect(csv).toContain('154****4321');
    expect(csv).not.toContain('晴川');
    await expect(take('AREAS', {}, null)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    for (const actor of [elsewhere, anActor('RESIDENT'), null]) {
      await expect(take('PEOPLE', {}, actor)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    }
    expect(county.name).toBe('合江县');
  });

  it('of people is in clear with the scope and a purpose, each recorded as read', async () => {
    const { street, organiser, load, take } = await aDesk();
    await load('People', `name,areaCode,phone\n诸葛晴川,${street.code},15487654321`);
    const reader = { ...organiser, scopes: ['pii:read'] };

    await expect(take('PEOPLE', { purpose: '迁移档案' })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(take('PEOPLE', { purpose: '要' }, reader)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect((await take('PEOPLE', { purpose: '迁移档案' }, reader)).csv).toContain('诸葛晴川');
    expect((await take('PEOPLE', {}, reader)).csv).not.toContain('晴川');
    expect(
      await db.query('select record_type, purpose from access_record where actor_id = $1', [reader.id]),
    ).toEqual([{ record_type: 'Person', purpose: '迁移档案' }]);
  });

  it('of appointments names people by their ids, and can be imported elsewhere', async () => {
    const { street, organiser, take } = await aDesk();
    const community = await anArea(db, {}, street);
    const { id } = await aPerson(db, street);
    await run(
      db,
      'appoint',
      { personId: id, post: 'COMMUNITY_WORKER', areaId: community.id, from: '2022-01-01' },
      { actor: organiser },
    );

    const { csv } = await take('APPOINTMENTS');

    expect(csv).toContain(`${id},,COMMUNITY_WORKER,${community.code},,,,2022-01-01,,,,false`);
  });

  it('goes on where a page ended, and refuses a cursor of another list', async () => {
    const { county, street, load, take } = await aDesk();
    const rows = Array.from({ length: 1000 }, (_, n) => `第${n}局,DEPARTMENT,${street.code}`);
    expect(await load('Units', lines('name,kind,areaCode', ...rows))).toMatchObject({ applied: 1000 });
    await aUnit(db, county);

    const first = await take('UNITS');
    const second = await take('UNITS', { after: first.pageInfo.endCursor });

    expect([first.rows, first.pageInfo.hasNextPage]).toEqual([1000, true]);
    expect([second.rows, second.pageInfo.hasNextPage]).toEqual([1, false]);
    await expect(take('UNITS', { after: 'xyz' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('says which columns there are, by the titles of both languages', async () => {
    const columns = async (language: 'en' | 'zh-CN') =>
      (await ask(db, '{ csvColumns(kind: PEOPLE) { key title isRequired } }', {}, { language })).csvColumns;

    expect((await columns('zh-CN'))[0]).toEqual({ key: 'name', title: '姓名', isRequired: true });
    expect((await columns('en'))[3]).toEqual({
      key: 'identityNumber',
      title: 'Identity number',
      isRequired: false,
    });
  });
});

interface Fault {
  row: number;
  column: string | null;
  code: string;
}

const REFUSED = (kind: string) => /* GraphQL */ `
  mutation ($input: ImportCsvInput!) {
    done: import${kind}(input: $input) {
      __typename
      ... on Refusal { code message }
      ... on RowsWrong { rows wrong faults { row column code message } }
    }
  }
`;
const AREA = /* GraphQL */ `
  query ($code: AreaCode!) {
    areaByCode(code: $code) { name validFrom isUrban ancestors { name } history { action } }
  }
`;
const AS_OF = 'query ($code: AreaCode!) { area: areaByCode(code: $code, asOf: "2021-12-31") { name } }';
const FIND = /* GraphQL */ `
  query ($text: String!, $purpose: String) {
    search(text: $text, first: 5, purpose: $purpose) {
      nodes {
        record {
          ... on Area { name }
          ... on Unit { name isRed parent { name } history { action } }
          ... on Person { maskedName maskedPhone }
        }
      }
    }
  }
`;
const RUN = 'query ($id: ID!) { importRun(id: $id) { kind history { action } } }';
const RUNS = 'query ($where: ImportRunFilter) { importRuns(first: 1, where: $where) { totalCount } }';
const POSTS = /* GraphQL */ `
  query ($where: AppointmentFilter) {
    appointments(first: 10, where: $where) {
      nodes { post { code } rank isConcurrent unit { id } history { action } }
    }
  }
`;
const EXPORT = /* GraphQL */ `
  query ($kind: CsvKind!, $code: AreaCode!, $after: String, $purpose: String) {
    exportCsv(kind: $kind, withinCode: $code, after: $after, purpose: $purpose) {
      csv
      rows
      pageInfo { hasNextPage endCursor }
    }
  }
`;
