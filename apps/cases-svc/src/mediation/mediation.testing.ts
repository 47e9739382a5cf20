import { randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { anActor, NOW } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { anArea, ask, aUnit } from '../testing';

/** What a test sees of each record; an act answers with one of them or with a refusal. */
const SEEN: Record<string, string> = {
  Mediation: 'id state kind unit { id } mediator { id } dueAt endedAt availableActions',
  MediationAgreement: 'id state effectiveAt confirmableUntil isOverdue isEnforceable availableActions',
  CourtConfirmation: 'id state applicants { id } lodgedAt decidedAt ruling availableActions',
  MediationSession: 'id state startsAt room { id } mediator { id } minutes availableActions',
  Mediator: 'id state availableActions',
  MediationRoom: 'id state availableActions',
};

/** The type of record that each act changes. */
const CHANGES: Record<string, string> = {
  recordMediationAgreement: 'MediationAgreement',
  signMediationAgreement: 'MediationAgreement',
  sealMediationAgreement: 'MediationAgreement',
  payMediationInstalment: 'MediationAgreement',
  completeMediationAgreement: 'MediationAgreement',
  reportMediationBreach: 'MediationAgreement',
  pursueMediationAgreement: 'MediationAgreement',
  applyForConfirmation: 'CourtConfirmation',
  joinConfirmation: 'CourtConfirmation',
  decideConfirmation: 'CourtConfirmation',
  withdrawConfirmation: 'CourtConfirmation',
  scheduleMediationSession: 'MediationSession',
  moveMediationSession: 'MediationSession',
  holdMediationSession: 'MediationSession',
  cancelMediationSession: 'MediationSession',
  appointMediator: 'Mediator',
  dismissMediator: 'Mediator',
  openMediationRoom: 'MediationRoom',
  closeMediationRoom: 'MediationRoom',
};

/** Runs one act as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, actor: Actor, input: object, now = NOW) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const changed = CHANGES[act] ?? 'Mediation';
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on ${changed} { ${SEEN[changed]} }
      ... on Refusal { code message }
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, { actor, now }))[act];
}

/** Two neighbours and the noise that one of them makes. */
export const aDispute = {
  disputeType: 'NEIGHBOURS',
  summary: '楼上夜间噪声',
  parties: [
    { role: 'APPLICANT', name: '张三丰', phone: '15400000001' },
    { role: 'RESPONDENT', name: '李四光' },
  ],
};

/** The court that the profile of Duyun names. */
const COURT = idOf('unit', '522701:court');

/** A community with its mediator, a room, an office and a court, and everybody who works there. */
export async function aCommunity(db: DataSource) {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '522701001', name: '街道' });
  const community = await anArea(db, {
    level: 'COMMUNITY',
    code: '522701001003',
    name: '社区',
    path: `${street.path}c/`,
  });
  const [office, court] = await Promise.all([
    aUnit(db, { name: '司法局' }),
    aUnit(db, { id: COURT, name: '人民法院', kind: 'INSTITUTION' }),
  ]);
  const commander = anActor('STREET_COMMANDER', { areaId: street.id });
  const appoint = async (input: object) =>
    (await run(db, 'appointMediator', commander, { personId: randomUUID(), areaId: street.id, ...input }))
      .id as string;
  const room = { areaId: community.id, name: '睦邻客厅调解室', seats: 8 };

  return {
    street,
    community,
    office,
    court,
    commander,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    officer: anActor('DEPARTMENT_CLERK', { unitId: office.id }),
    judge: anActor('DEPARTMENT_CLERK', { unitId: court.id }),
    appoint,
    mediatorId: await appoint({}),
    roomId: (await run(db, 'openMediationRoom', commander, room)).id as string,
  };
}

/** A dispute that has been applied for by a real act. */
export async function aMediation(db: DataSource, given: object = {}) {
  const place = await aCommunity(db);
  const { id } = await run(db, 'applyForMediation', place.clerk, {
    areaId: place.community.id,
    ...aDispute,
    ...given,
  });
  return { ...place, id: id as string };
}

/** A dispute whose mediator has been named. */
export async function anAcceptedMediation(db: DataSource, given: object = {}) {
  const mediation = await aMediation(db, given);
  const { id, clerk, mediatorId } = mediation;
  await run(db, 'acceptMediation', clerk, { id, mediatorId });
  return mediation;
}

/** A dispute whose parties are being brought together. */
export async function aMediationUnderWay(db: DataSource, given: object = {}) {
  const mediation = await anAcceptedMediation(db, given);
  await run(db, 'beginMediation', mediation.clerk, { id: mediation.id });
  return { ...mediation, partyIds: await partiesOf(db, mediation.id, mediation.clerk) };
}

const partiesOf = async (db: DataSource, id: string, actor: Actor) => {
  const { mediation } = await ask(db, PARTIES, { id }, { actor });
  return mediation.parties.map((party: { id: string }) => party.id) as [string, string];
};

const PARTIES = 'query ($id: ID!) { mediation(id: $id) { parties { id } } }';

/** What the neighbours agree on, with all that the law wants to be written down. */
export const someTerms = {
  form: 'WRITTEN',
  facts: '楼上夜间装修噪声影响休息',
  responsibilities: '李某承担噪声责任',
  terms: '夜间停止施工,补偿三千元',
  manner: '分两期转账支付',
  performBy: '2027-01-31',
};

/** A dispute whose parties have agreed, orally unless told otherwise: so it holds at once. */
export async function anAgreement(db: DataSource, given: object = {}, dispute: object = {}) {
  const mediation = await aMediationUnderWay(db, dispute);
  const { clerk, partyIds } = mediation;
  const instalments = ['2026-12-15', '2027-01-15'].map((dueOn) => ({
    payerId: partyIds[1],
    amount: 150_000,
    dueOn,
  }));
  const agreed = { mediationId: mediation.id, ...someTerms, form: 'ORAL', instalments, ...given };
  const { id: agreementId } = await run(db, 'recordMediationAgreement', clerk, agreed);
  return { ...mediation, agreementId: agreementId as string };
}
