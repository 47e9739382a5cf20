import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, ask, run } from '../testing';

const db = testDatabase(tables);

async function aCompound() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const compound = await anArea(db, { level: 'COMPOUND', name: '福满小区', isModel: false }, street);
  const recognise = (given: object = {}, actor = organiser) =>
    run(
      db,
      'recogniseModelCompound',
      { id: compound.id, isModel: true, reason: '榕委〔2022〕7号', ...given },
      { actor },
    );
  const models = async () =>
    (await ask(db, MODELS, { where: { withinId: county.id, compound: { isModel: true } } })).areas;
  return { street, compound, elsewhere, recognise, models };
}

describe('a boutique compound (F18)', () => {
  it('is taken among them, and out of them again, each with its reason', async () => {
    const { compound, recognise, models } = await aCompound();

    expect(await recognise()).toMatchObject({ __typename: 'Area', id: compound.id });
    expect(await models()).toEqual({
      totalCount: 1,
      nodes: [{ history: [{ action: 'RECOGNISE', reason: '榕委〔2022〕7号' }] }],
    });
    await recognise({ isModel: false, reason: '复核未通过' });
    expect(await models()).toMatchObject({ totalCount: 0 });
  });

  it('is a compound within one’s area, and there is a reason', async () => {
    const { street, elsewhere, recognise } = await aCompound();

    expect(await recognise({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await recognise({ id: street.id })).toMatchObject({ field: 'id' });
    expect(await recognise({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });
});

const MODELS = /* GraphQL */ `
  query ($where: AreaFilter) {
    areas(first: 5, where: $where) { totalCount nodes { history { action reason } } }
  }
`;
