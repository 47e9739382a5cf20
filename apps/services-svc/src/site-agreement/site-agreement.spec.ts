import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { SiteAgreementAction, SiteAgreementState } from '../generated/graphql';
import type { ServiceSite } from '../site/site.entity';
import { tables } from '../tables';
import { anArea, aSite, ask, askArea, aUnit, run } from '../testing';
import { siteAgreementStates } from './site-agreement.states';

const db = testDatabase(tables);

/** A site for elders, a hospital, and whoever works for the community. */
async function aSiteForElders(given: Partial<ServiceSite> = {}) {
  const community = await anArea(db);
  const site = await aSite(db, community, { kind: 'DAY_CARE', ...given });
  const hospital = await aUnit(db, { kind: 'INSTITUTION', name: '人民医院' });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const act = (name: string, input: object, by = actor) => run(db, name, { ...input }, { actor: by });
  const sign = (more: object = {}) =>
    act('signSiteAgreement', {
      siteId: site.id,
      kind: 'MEDICAL',
      partnerId: hospital.id,
      signedOn: '2026-01-01',
      ...more,
    });
  return { community, site, hospital, act, sign };
}

describe('an agreement about a site', () => {
  it('is signed with doctors, renewed and ended (D24)', async () => {
    const { site, act, sign } = await aSiteForElders();
    const { id } = await sign({ endsOn: '2026-06-30' });

    expect(await act('renewSiteAgreement', { id, endsOn: '2026-06-30' })).toMatchObject({
      message: '"endsOn" must be later than 2026-06-30.',
    });
    expect(await act('renewSiteAgreement', { id, endsOn: '2027-06-30' })).toMatchObject({ isInForce: true });
    expect(await act('endSiteAgreement', { id, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('endSiteAgreement', { id, reason: '合作到期' })).toMatchObject({
      state: 'ENDED',
      isInForce: false,
      availableActions: [],
    });

    const { serviceSite } = await ask(db, AGREEMENTS, { id: site.id });
    expect(serviceSite.agreements).toEqual([
      {
        kind: 'MEDICAL',
        endsOn: '2027-06-30',
        history: ['SIGN', 'RENEW', 'END'].map((action) => ({ action })),
      },
    ]);
  });

  it('counts no more once its last day is past', async () => {
    const { sign } = await aSiteForElders();

    expect(await sign({ endsOn: '2026-11-22' })).toMatchObject({ state: 'SIGNED', isInForce: false });
    const { sign: another } = await aSiteForElders();
    expect(await another({ endsOn: '2026-11-23' })).toMatchObject({ isInForce: true });
  });

  it('is signed once of a kind, also when two sign it at once', async () => {
    const { sign } = await aSiteForElders();

    const answers = await Promise.all([sign(), sign()]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'SiteAgreement']);
    expect(await sign()).toMatchObject({
      message: 'The site has such an agreement already; renew it, or end it first.',
    });
    expect(await sign({ kind: 'OPERATION' })).toMatchObject({ state: 'SIGNED' });
  });

  it('gives the site to whoever is to run it', async () => {
    const { site, hospital, sign } = await aSiteForElders({ kind: 'ELDER_CANTEEN' });

    await sign({ kind: 'OPERATION' });

    const { serviceSite } = await ask(db, OPERATOR, { id: site.id });
    expect(serviceSite).toEqual({
      operator: { id: hospital.id },
      agreements: [{ kind: 'OPERATION' }],
      history: [{ action: 'CORRECT' }],
    });
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, act, sign } = await aSiteForElders();
    const school = await aSite(db, community, { kind: 'SCHOOL' });
    const closed = await aSite(db, community, { kind: 'DAY_CARE', state: 'CLOSED' });
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });

    expect(await sign({ siteId: school.id })).toMatchObject({
      message: 'Doctors look after sites for elders; this is none.',
    });
    expect(await sign({ siteId: closed.id })).toMatchObject({ message: 'The site is closed for good.' });
    expect(await sign({ siteId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await sign({ partnerId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await sign({ signedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await sign({ endsOn: '2026-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    const { id } = await sign();
    expect(await act('endSiteAgreement', { id, reason: '终止' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('doctors come from where there are some: a hospital, or whoever runs a clinic (D24)', async () => {
  const { community, sign } = await aSiteForElders();
  const company = await aUnit(db, { kind: 'PROPERTY_COMPANY', name: '安居物业' });

  expect(await sign({ partnerId: company.id })).toMatchObject({
    message:
      'Doctors come from a hospital, a health bureau or whoever runs a clinic; this unit is none of them.',
  });
  await aSite(db, community, { kind: 'CLINIC', operatorId: company.id });
  expect(await sign({ partnerId: company.id })).toMatchObject({ state: 'SIGNED' });
});

test('care by doctors is counted over the open sites for elders, as of a day (D24)', async () => {
  const { community, sign } = await aSiteForElders();
  await aSite(db, community, { kind: 'ELDERLY_CENTRE' });
  await aSite(db, community, { kind: 'ELDERLY_CENTRE', state: 'BUILDING' });
  await aSite(db, community, { kind: 'SCHOOL' });
  await sign({ endsOn: '2026-12-31' });
  const care = async (on: string) =>
    (await askArea(db, [community.id], `medicalCare(on: "${on}") { sites withAgreement share }`))[0]
      .medicalCare;

  expect(await care('2026-11-23')).toEqual({ sites: 2, withAgreement: 1, share: 50 });
  expect(await care('2025-12-31')).toEqual({ sites: 2, withAgreement: 0, share: 0 });
  expect(await care('2027-01-01')).toMatchObject({ withAgreement: 0 });
  const where = { areaId: community.id, withAgreement: 'MEDICAL' };
  expect((await ask(db, COUNT, { where })).serviceSites.totalCount).toBe(1);
});

test('two areas cost as many statements as one', async () => {
  const { community, sign } = await aSiteForElders();
  await sign();
  const statements = async (ids: string[]) =>
    (
      await countStatements(() =>
        askArea(db, ids, 'medicalCare { sites } serviceSites(first: 3) { nodes { agreements { kind } } }'),
      )
    ).statements.length;
  await statements([community.id]);

  expect(await statements([community.id, (await anArea(db)).id])).toBe(await statements([community.id]));
});

test('whatever is tried, only the steps of the table happen', async () => {
  const acts: Record<SiteAgreementAction, { name: string; input: object }> = {
    RENEW: { name: 'renewSiteAgreement', input: {} },
    END: { name: 'endSiteAgreement', input: { reason: '终止' } },
  };
  const tried = fc.constantFrom<SiteAgreementAction>('RENEW', 'END');

  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 1, maxLength: 4 }), async (tries) => {
      const { act, sign } = await aSiteForElders();
      const { id } = await sign({ endsOn: '2026-12-31' });
      let state: SiteAgreementState = 'SIGNED';

      for (const [at, action] of tries.entries()) {
        const { name, input } = acts[action];
        const later = action === 'RENEW' ? { endsOn: `${2027 + at}-12-31` } : {};
        const answer = await act(name, { id, ...input, ...later });
        const next: SiteAgreementState | undefined = siteAgreementStates.next(state, action);
        expect(answer.__typename).toBe(next ? 'SiteAgreement' : 'ActionNotAllowed');
        state = next ?? state;
      }
    }),
    { numRuns: 8 },
  );
});

const AGREEMENTS = /* GraphQL */ `
  query ($id: ID!) {
    serviceSite(id: $id) { agreements(kind: MEDICAL) { kind endsOn history { action } } }
  }
`;
const OPERATOR = /* GraphQL */ `
  query ($id: ID!) {
    serviceSite(id: $id) { operator { id } agreements { kind } history { action } }
  }
`;
const COUNT = 'query ($where: ServiceSiteFilter) { serviceSites(first: 1, where: $where) { totalCount } }';
