import { anActor, countStatements, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, aUnit, run, seal } from '../testing';
import { tickSearch } from './search.clock';

const db = testDatabase(tables);

/** A county whose areas and units came by acts, and those who look for them. */
async function aPlace() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const act = (name: string, input: object) => run(db, name, { ...input }, { actor: organiser });
  const area = (name: string, level = 'COMMUNITY', given: object = {}) => {
    made += 1;
    const code = `${street.code}${String(made).padStart(4, '0')}`;
    return act('createArea', { parentId: street.id, level, code, name, on: '2022-01-01', ...given });
  };
  const unit = (name: string, given: object = {}) =>
    act('registerUnit', { name, kind: 'DEPARTMENT', areaId: street.id, ...given });
  const register = (name: string, areaId = street.id) => act('registerPerson', { name, areaId });
  const find = async (text: string, where: object = {}, asking: Asking = { actor: organiser }) => {
    const variables = { text, where: { withinId: county.id, ...where }, purpose: asking.purpose };
    const { search } = await ask(db, SEARCH, variables, { actor: asking.actor ?? null });
    return search.nodes.map(({ matched, record }: Found) => [matched, record.name ?? record.maskedName]);
  };
  return { county, street, organiser, elsewhere, act, area, unit, register, find };
}
let made = 0;

interface Asking {
  actor?: ReturnType<typeof anActor> | null;
  purpose?: string;
}

interface Found {
  matched: string;
  record: { name?: string; maskedName?: string };
}

describe('a search', () => {
  it('finds what is so called first, then what begins so, then what holds it', async () => {
    const { area, unit, find } = await aPlace();
    for (const name of ['北百花亭社区', '百花亭小区管委会', '百花亭']) await area(name);
    await unit('百花亭物业公司');

    expect(await find('百花亭')).toEqual([
      ['NAME', '百花亭'],
      ['NAME_BEGINS', '百花亭小区管委会'],
      ['NAME_BEGINS', '百花亭物业公司'],
      ['NAME_HOLDS', '北百花亭社区'],
    ]);
    expect(await find('百花亭物业')).toEqual([['NAME_BEGINS', '百花亭物业公司']]);
  });

  it('finds by the initials of a reading, however a character is read', async () => {
    const { area, find } = await aPlace();
    await area('重庆路社区');
    await area('第12网格', 'GRID');

    for (const text of ['cqlsq', 'CQL', 'zql', 'qls']) {
      expect(await find(text)).toEqual([['INITIALS', '重庆路社区']]);
    }
    expect(await find('d12wg')).toEqual([['INITIALS', '第12网格']]);
    expect(await find('xql')).toEqual([]);
  });

  it('finds by the beginning of an area code or a credit code', async () => {
    const { area, unit, find } = await aPlace();
    const { areaCode } = await area('代码社区');
    await unit('代码局', { creditCode: '91350100M000100Y43' });

    expect(await find(String(areaCode))).toEqual([['CODE', '代码社区']]);
    expect(await find('91350100m00')).toEqual([['CODE', '代码局']]);
  });

  it('follows a name and a code that change, and leaves out what has closed', async () => {
    const { area, unit, act, find } = await aPlace();
    const { id } = await area('旧名社区');
    const { id: unitId } = await unit('旧名局');
    await act('renameArea', { id, name: '新名社区', on: '2022-06-01' });
    await act('renameUnit', { id: unitId, name: '新名局' });

    expect(await find('旧名')).toEqual([]);
    expect(await find('新名')).toHaveLength(2);
    await act('renameUnit', { id: unitId, name: '旧名局' });
    expect(await find('旧名')).toEqual([['NAME_BEGINS', '旧名局']]);
    await act('renameUnit', { id: unitId, name: '新名局' });
    await act('closeArea', { id, on: '2023-01-01', reason: '撤销' });
    await act('closeUnit', { id: unitId, reason: '撤销' });
    expect(await find('新名')).toEqual([]);
  });

  it('looks among what a desk names', async () => {
    const { street, area, unit, find } = await aPlace();
    const { id: withinId } = await area('筛选社区');
    await area('筛选网格', 'GRID', { parentId: withinId });
    await unit('筛选学校', { kind: 'INSTITUTION' });
    const names = async (where: object) => (await find('筛选', where)).map(([, name]: string[]) => name);

    expect(await names({})).toEqual(['筛选社区', '筛选学校', '筛选网格']);
    expect(await names({ kinds: ['UNIT'] })).toEqual(['筛选学校']);
    expect(await names({ levels: ['GRID'] })).toEqual(['筛选网格']);
    expect(await names({ unitKinds: ['DEPARTMENT'] })).toEqual([]);
    expect(await names({ withinId })).toEqual(['筛选社区', '筛选网格']);
    expect(await names({ withinId: street.id, levels: ['GRID'], kinds: ['UNIT'] })).toEqual([]);
  });

  it('goes on where a page ended', async () => {
    const { county, area } = await aPlace();
    for (let n = 1; n <= 5; n++) await area(`翻页${n}社区`);
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const { search } = await ask(db, SEARCH, {
        text: '翻页',
        where: { withinId: county.id },
        first: 2,
        after,
      });
      pages.push(search.nodes.map(({ record }: Found) => record.name).join(' '));
      expect(search.totalCount).toBe(5);
      after = search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null;
    } while (after);

    expect(pages).toEqual(['翻页1社区 翻页2社区', '翻页3社区 翻页4社区', '翻页5社区']);
  });

  it.each(['', ' \u200b ', '长'.repeat(51)])(
    'is refused for what is nothing or too long: %j',
    async (text) => {
      const { find } = await aPlace();

      await expect(find(text)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    },
  );

  it.each(['%', '_', `' or 1=1 --`, '\u0000', '\u202e名', '🏠', '{"a"}', '名\\'])(
    'takes %j as it stands',
    async (text) => {
      const { find } = await aPlace();

      await expect(find(`${text}找`)).resolves.toEqual([]);
    },
  );

  it('costs as many statements for many that are found as for few', async () => {
    const { area, unit, register, find } = await aPlace();
    await area('张花社区');
    await unit('张花局');
    await register('张花');
    const few = await countStatements(() => find('张花'));
    for (let n = 0; n < 5; n++) {
      await area(`张花${n}社区`);
      await unit(`张花${n}局`);
      await register('张花');
    }
    const many = await countStatements(() => find('张花'));

    expect(many.answer.length).toBe(18);
    expect(many.statements.length).toBe(few.statements.length);
  });

  it('finds what was there before it, once the clock has gone round', async () => {
    const { county, street, organiser, find } = await aPlace();
    await anArea(db, { name: '从前社区' }, street);
    await aUnit(db, street, { name: '从前局' });
    await aPerson(db, street);
    const reader = { ...organiser, scopes: ['pii:read'] };

    await tickSearch(db, seal);

    expect(await find('从前')).toHaveLength(2);
    expect(await find('张明秋', {}, { actor: reader, purpose: '核实身份' })).toEqual([['NAME', '张**']]);
    expect(county.name).toBe('合江县');
  });
});

describe('people', () => {
  it('are found by what is shown of them, so that a search tells nothing more', async () => {
    const { register, find } = await aPlace();
    await register('张明秋');
    await register('张文');
    await register('李明秋');

    expect(await find('张')).toEqual([
      ['MASKED_NAME', '张*'],
      ['MASKED_NAME', '张**'],
    ]);
    for (const guess of ['张明秋', '张某某', '张××']) {
      expect(await find(guess)).toEqual([['MASKED_NAME', '张**']]);
    }
    for (const more of ['zmq', '明秋', '秋']) expect(await find(more)).toEqual([]);
  });

  it('are found by name and initials with the scope and a purpose, and each is recorded', async () => {
    const { street, register, find, organiser } = await aPlace();
    const { id } = await register('单明秋');
    await register('单文秋');
    const asking = { actor: { ...organiser, scopes: ['pii:read'] }, purpose: '核实任职信息' };

    expect(await find('单明秋', {}, asking)).toEqual([['NAME', '单**']]);
    expect(await find('SMQ', {}, asking)).toEqual([['INITIALS', '单**']]);
    expect(await find('单明', {}, asking)).toEqual([]);
    expect(street.name).toBe('符阳街道');
    expect(await db.query('select actor_id, purpose from access_record where record_id = $1', [id])).toEqual([
      { actor_id: organiser.id, purpose: '核实任职信息' },
      { actor_id: organiser.id, purpose: '核实任职信息' },
    ]);
  });

  it('are not found with a purpose but without the scope, nor with the scope but without a purpose', async () => {
    const { register, find, organiser } = await aPlace();
    await register('诸葛晴川');
    const reader = { ...organiser, scopes: ['pii:read'] };

    await expect(find('诸葛晴川', {}, { actor: organiser, purpose: '核实' })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(find('诸葛晴川', {}, { actor: reader, purpose: '查' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await find('zgqc', {}, { actor: reader })).toEqual([]);
  });

  it('are not found from outside, by residents, or by nobody', async () => {
    const { register, find, elsewhere } = await aPlace();
    await register('诸葛晴川');
    const far = { ...elsewhere, scopes: ['pii:read'] };

    expect(await find('诸葛晴川', {}, { actor: far })).toEqual([]);
    expect(await find('诸葛晴川', {}, { actor: far, purpose: '核实身份' })).toEqual([]);
    for (const actor of [anActor('RESIDENT'), anActor('DEPARTMENT_CLERK'), null]) {
      expect(await find('诸葛', {}, { actor })).toEqual([]);
    }
  });

  it('leave nothing of their names in what they are found by', async () => {
    const { register } = await aPlace();
    const { id } = await register('诸葛晴川');

    const [row] = await withReach(db, (tx) =>
      tx.query('select name_hash, initials_hash from person_secret where id = $1', [id]),
    );

    expect(row.name_hash).toHaveLength(32);
    expect(JSON.stringify(await db.query('select * from search_entry'))).not.toContain('诸葛');
  });
});

const SEARCH = /* GraphQL */ `
  query ($text: String!, $where: SearchFilter, $first: Int = 100, $after: String, $purpose: String) {
    search(text: $text, first: $first, after: $after, where: $where, purpose: $purpose) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        matched
        record {
          ... on Area { name }
          ... on Unit { name }
          ... on Person { maskedName }
        }
      }
    }
  }
`;
