import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { jurisdictions } from '@jinlin/replicas';
import { type Asking, anActor, asker, withReach } from '@jinlin/testing';
import { type GraphQLUnionType, getNamedType } from 'graphql';
import type { DataSource } from 'typeorm';
import { Appointment } from './appointment/appointment.entity';
import { Area } from './area/area.entity';
import { AreaVersion } from './area/area-version.entity';
import { contextOf } from './context';
import { localities } from './locality';
import { PartyOrganisation } from './party-organisation/party-organisation.entity';
import { Person, PersonSecret } from './person/person.entity';
import { buildSchema } from './schema';
import { Unit } from './unit/unit.entity';
import { CommunityUnitLink } from './unit-link/unit-link.entity';

export const seal = vault(Buffer.alloc(32, 7).toString('base64'));

let codes = 0;

/** Builders: a row with sensible values; a test spells out only what it is about. */
export async function anArea(db: DataSource, given: Partial<Area> = {}, parent: Area | null = null) {
  codes += 1;
  const label = given.label ?? `t${codes}`;
  const area = await db.manager.save(
    db.manager.create(Area, {
      id: randomUUID(),
      label,
      code: `510522${String(codes).padStart(6, '0')}`,
      name: `第${codes}社区`,
      level: 'COMMUNITY',
      parentId: parent?.id ?? null,
      path: `${parent?.path ?? '/'}${label}/`,
      urban: true,
      inProgramme: true,
      householdCount: 300,
      state: 'ACTIVE',
      validFrom: '2020-01-01',
      ...given,
    }),
  );
  const { id, code, name, parentId, path, validFrom, validTo } = area;
  await db.manager.insert(AreaVersion, {
    areaId: id,
    code,
    name,
    parentId,
    path,
    validFrom,
    validTo: validTo ?? null,
  });
  return area;
}

/** A county with a street in it, in which tests lay out what they need; and those who run it. */
export async function aCounty(db: DataSource) {
  const county = await anArea(db, { level: 'COUNTY', name: '合江县' });
  const street = await anArea(db, { level: 'TOWNSHIP', name: '符阳街道' }, county);
  return {
    county,
    street,
    organiser: anActor('ORGANISER', { areaId: county.id }),
    elsewhere: anActor('ORGANISER', { areaId: (await anArea(db, { level: 'COUNTY', name: '他县' })).id }),
  };
}

export const aUnit = (db: DataSource, area: Area, given: Partial<Unit> = {}) =>
  db.manager.save(
    db.manager.create(Unit, {
      name: '住房和城乡建设局',
      kind: 'DEPARTMENT',
      state: 'ACTIVE',
      isRed: false,
      areaId: area.id,
      ...given,
    }),
  );

export const aPartyOrganisation = (db: DataSource, area: Area, given: Partial<PartyOrganisation> = {}) =>
  db.manager.save(
    db.manager.create(PartyOrganisation, {
      name: '小区党支部',
      kind: 'COMPOUND_BRANCH',
      state: 'ACTIVE',
      areaId: area.id,
      establishedOn: '2021-07-01',
      ...given,
    }),
  );

export const aPerson = (db: DataSource, area: Area, given: Partial<Person> = {}) =>
  withReach(db, async (manager) => {
    const person = await manager.save(
      manager.create(Person, {
        maskedName: '张**',
        maskedPhone: '154****5678',
        politicalStatus: 'PARTY_MEMBER',
        birthYear: 1980,
        areaId: area.id,
        state: 'REGISTERED',
        ...given,
      }),
    );
    const inClear = JSON.stringify({ name: '张明秋', phone: '15412345678', identityNumber: null });
    await manager.insert(PersonSecret, { id: person.id, areaId: area.id, sealed: seal.seal(inClear) });
    return person;
  });

export const anAppointment = async (db: DataSource, area: Area, given: Partial<Appointment> = {}) =>
  db.manager.save(
    db.manager.create(Appointment, {
      state: 'SERVING',
      personId: given.personId ?? (await aPerson(db, area)).id,
      post: 'FIRST_SECRETARY',
      areaId: area.id,
      fromOn: '2021-03-01',
      isConcurrent: false,
      ...given,
    }),
  );

export const aUnitLink = async (db: DataSource, community: Area, given: Partial<CommunityUnitLink> = {}) =>
  db.manager.save(
    db.manager.create(CommunityUnitLink, {
      state: 'LINKED',
      unitId: given.unitId ?? (await aUnit(db, community)).id,
      areaId: community.id,
      role: 'CONTACT',
      fromOn: '2021-03-01',
      ...given,
    }),
  );

export const schema = buildSchema();

/** Asks the subgraph as the gateway would, and hands back the data. */
export const ask = asker(schema, (db, asked) =>
  contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)) })(asked),
);

/** What tests look at of each kind of record. */
const shown: Record<string, string> = {
  Area: 'id areaCode: code name state validFrom validTo availableActions',
  Unit: 'id name kind state isRed availableActions',
  PartyOrganisation: 'id name state availableActions coverage { kind area { id } }',
  Person: 'id maskedName maskedPhone birthYear politicalStatus',
  Registration: 'id state kind receipt from to availableActions community { id } partyOrganisation { id }',
  Allocation: 'id state availableActions unitCount communityCount meanLoad',
  ServiceItem: 'id state claimed isFull availableActions',
  ServiceClaim: 'id state availableActions participations { on hours }',
  ServiceReport: 'id state kind from to members claims participations hours availableActions',
  ServiceEvaluation: 'id state year score',
  MemberVisit: 'id state members issuesCollected category { code title }',
  EvaluationRound: 'id state year ruleVersion isOverdue availableActions',
  AnnualAssessment: 'id state composite result ruleVersion availableActions',
  Honour: 'id state kind level year recommendedOn conferredOn availableActions',
  TrainingCourse: 'id state title posts attendees availableActions',
  EvaluationSheet: 'id state evaluator domain score voices ruleVersion availableActions',
  CommunityWorker: 'id state from to availableActions area { id } appointment { id state area { id } }',
  PlanItem: 'id state number percent isOverdue doneOn availableActions',
  Selection:
    'id state failedAt failureReason eligibleVoters votesCast ruleVersion availableActions candidates { id verdict votes isElected person { id } } appointment { id }',
  EmergencyPeriod: 'id state from until to isHolding ruleVersion availableActions',
  Notice: 'id state sentOn posts { code } availableActions',
  NoticeReceipt: 'id state at appointment { id } notice { acknowledged }',
  IssuedEntryList: 'id state effectiveFrom withdrawnOn availableActions',
  SentDownMatter: 'id state entryCode approvedBy { id } ruleVersion isOverdue availableActions',
  EntryRequest: 'id state validUntil availableActions',
  AssessmentItem: 'id state cancelledOn cancelReason availableActions',
  Appointment: 'id state from to rank document availableActions post { code } area { id }',
  PolicyDocument: 'id state title number inForceFrom repealedOn isOverdue availableActions',
  CataloguedDuty: 'id slot text version from',
  DutyFulfilment: 'id state duty period slot on availableActions',
  SupervisionItem: 'id state duty period openedOn settledOn outcome availableActions',
  SecretaryMatching:
    'id state openedOn proposedOn availableActions needs { weight field { key } } candidates { score person { id } } appointment { id }',
  Portfolio: 'id rank fields { key }',
  CommunityUnitLink: 'id state role from to availableActions',
  Alliance: 'id state name rules foundedOn dissolvedOn availableActions kind { code }',
  AllianceMembership: 'id state role duty from to availableActions',
  Agreement: 'id state title proposedBy from to signedOn endedOn availableActions theme { key title }',
  Commitment: 'id state promisedBy dueOn keptOn availableActions',
  TwoWayOrder: 'id state placedBy wantedBy isOverdue fulfilledOn score availableActions unit { id }',
  JointActivity: 'id state kind on personTimes availableActions series { code }',
  AttendanceSheet: 'id state heads on availableActions area { id }',
  Brand: 'id state name meaning from to availableActions',
  Publication: 'id state title text publishedOn until availableActions',
  GridPlacement: 'id state from to availableActions',
  ImportRun: 'id state kind rows applied leftOut faults { row column code message }',
  HouseCode: 'id state doorCode payload qr issuedOn revokedOn availableActions successor { id state }',
  ResidentRegistration:
    'id state kind maskedName maskedPhone birthYear isMinor returnedOn availableActions person { id maskedName }',
  LivingRoom: 'id state from to availableActions branch { id } site { id }',
  CommunityIncomeEntry: 'id state year amount sourceDocument availableActions model { key } reverses { id }',
  CommunityEnterprise: 'id state from to availableActions model { key } unit { id }',
  FinanceDisclosure:
    'id state opening income expense closing feesPaidRate dividend publishedOn publicUntil objectionCount availableActions objections { id text answer }',
  DeploymentCall: 'id state from to signedUp availableActions',
  Deployment: 'id state from to releasedAt place { id } availableActions shifts { id state }',
  RosterSheet: 'id state people members availableActions',
  PowerList: 'id state number from to availableActions powers { key }',
  PowerUse: 'id state answer answeredOn availableActions list { id }',
  StreetBody: 'id state kind platform staff to availableActions',
  ResponsibilityArea: 'id state kind from to availableActions places { id } person { id } unit { id }',
  Committee: 'id state dissolvedOn availableActions members { id role unit { id } } sessions { on }',
  Tag: 'id state grouping part { key title } availableActions',
};

/** Runs a mutation with a client key of its own, and answers with the record or the refusal. */
export async function run(
  db: DataSource,
  act: string,
  input: Record<string, unknown>,
  asking: Asking = {},
): Promise<Record<string, unknown> & { __typename: string; id: string; message: string }> {
  const type = schema.getMutationType()!.getFields()[act]!.args[0]!.type;
  const kinds = (
    getNamedType(schema.getMutationType()!.getFields()[act]!.type) as GraphQLUnionType
  ).getTypes();
  const records = kinds
    .filter(({ name }) => shown[name])
    .map(({ name }) => `... on ${name} { ${shown[name]} }`);
  const { done } = await ask(
    db,
    `mutation ($input: ${type}) {
      done: ${act}(input: $input) {
        __typename ${records.join(' ')}
        ... on Refusal { code message }
        ${kinds.some(({ name }) => name === 'InvalidInput') ? '... on InvalidInput { field }' : ''}
      }
    }`,
    { input: { clientKey: randomUUID(), ...input } },
    asking,
  );
  return done;
}
