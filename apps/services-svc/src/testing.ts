import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { maskName, vault } from '@jinlin/privacy';
import { Area, jurisdictions, Unit } from '@jinlin/replicas';
import { type Asking, asker, withReach } from '@jinlin/testing';
import { type GraphQLUnionType, getNamedType } from 'graphql';
import type { DataSource } from 'typeorm';
import { Meal } from './canteen/meal.entity';
import { contextOf } from './context';
import { ElderProfile } from './elder/elder.entity';
import { localities } from './locality';
import { buildSchema } from './schema';
import { ServiceSite } from './site/site.entity';
import { VolunteerTeam } from './volunteer/volunteer.entity';

/** Builders: a row with sensible values; a test spells out only what it is about. */
export const anArea = (db: DataSource, given: Partial<Area> = {}) => {
  const label = randomUUID().slice(0, 8);
  return db.manager.save(Area, {
    id: randomUUID(),
    code: '510522001006',
    name: '桂圆林社区',
    level: 'COMMUNITY',
    parentId: null,
    path: `/t/${label}/`,
    urban: true,
    householdCount: 1000,
    validFrom: '2020-01-01',
    validTo: null,
    ...given,
  });
};

export const aUnit = (db: DataSource, given: Partial<Unit> = {}) =>
  db.manager.save(Unit, {
    id: randomUUID(),
    name: '邻里互助会',
    kind: 'SOCIAL_ORGANISATION',
    areaId: null,
    active: true,
    ...given,
  });

type Somewhere = Pick<Area, 'id' | 'path'>;

const placed = ({ id, path }: Somewhere) => ({ areaId: id, areaPath: path, communityId: id });

export const aSite = (db: DataSource, place: Somewhere, given: Partial<ServiceSite> = {}) =>
  withReach(db, (tx) =>
    tx.save(
      tx.create(ServiceSite, {
        localityCode: '510522',
        kind: 'PARTY_MASS_STATION',
        name: '桂圆林社区党群服务站',
        state: 'OPEN',
        ...placed(place),
        functions: [],
        openingHours: [],
        openingExceptions: [],
        zones: [],
        isCounterFree: false,
        ...given,
      }),
    ),
  );

/** A canteen with one lunch on the next day, of ten seats at fifteen yuan, to be booked until eight that morning. */
export async function aMeal(
  db: DataSource,
  place: Somewhere,
  given: Partial<Meal> = {},
  site: Partial<ServiceSite> = {},
) {
  const canteen = await aSite(db, place, { kind: 'ELDER_CANTEEN', name: '桂圆林长者食堂', ...site });
  return db.manager.save(
    db.manager.create(Meal, {
      canteenId: canteen.id,
      state: 'PUBLISHED',
      day: '2026-11-24',
      sitting: 'LUNCH',
      dishes: ['清蒸鱼', '炒青菜'],
      price: 1500,
      seats: 10,
      booked: 0,
      bookingClosesAt: new Date('2026-11-24T08:00:00+08:00'),
      ...given,
    }),
  );
}

/** Somebody of 76 on the books since the first of September, never yet visited. */
export const anElder = (db: DataSource, place: Somewhere, given: Partial<ElderProfile> = {}) =>
  withReach(db, (tx) =>
    tx.save(
      tx.create(ElderProfile, {
        localityCode: '510522',
        state: 'ACTIVE',
        maskedName: maskName('张安宁'),
        sealedName: seal.seal('张安宁'),
        birthDate: '1950-06-01',
        groups: [],
        hardships: [],
        allergyCount: 0,
        riskTier: 'KEY',
        ruleVersion: '510522/visits/1',
        ...placed(place),
        registeredAt: new Date('2026-09-01T09:00:00+08:00'),
        nextVisitDueOn: '2026-10-01',
        ...given,
      }),
    ),
  );

export const seal = vault(Buffer.alloc(32, 7).toString('base64'));

export const schema = buildSchema();

/** Asks the subgraph as the gateway would, and hands back the data. */
export const ask = asker(schema, (db, asked) =>
  contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)) })(asked),
);

/** What a test sees of the record that an act answers with. */
const seen: Record<string, string> = {
  ServiceSite: 'id state availableActions',
  SiteAgreement: 'id state endsOn isInForce availableActions',
  SiteInspection: 'id state missing { key } present availableActions',
  StudioRepresentative: 'id state role maskedName availableActions',
  Meal: 'id state seatsLeft price',
  CanteenSettlement: 'id run served delivered missed price subsidy toPay',
  DayCareEnrolment: 'id state',
  MealBooking: 'id state price subsidy toPay ruleVersion',
  ElderProfile: 'id state riskTier ruleVersion nextVisitDueOn',
  ElderVisit: 'id outcome',
  VisitRound: 'id state stops { id place state elder { id } }',
  VisitFollowUp: 'id state need',
  VolunteerTeam: 'id state memberCount availableActions',
  Volunteer: 'id state role',
  VolunteerActivity: 'id state audience signedUp',
  ActivityParticipation: 'id state hours',
  Certification: 'id state revokedOn',
  CommunityProject: 'id state endedOn',
  JobPosting: 'id state vacancies filled',
  EmploymentSubsidy: 'id state amount paidOn',
  ZeroEmploymentFamily: 'id state clearedOn outcome',
  Fund: 'id state received spent balance',
  Donation: 'id state amount maskedDonor isAnonymous',
  FundActivity: 'id state spent peopleAided',
  FundGrant: 'id state amount maskedName',
  SocialService: 'id state reports { month newBeneficiaries personTimes }',
  ServiceApplication: 'id reference state deadline { dueAt pausedSince isBreached } missingMaterials { key }',
  Course: 'id state enrolled placesLeft personTimes',
  CourseEnrolment: 'id state attended',
  JobSeeker: 'id state family { id }',
  JobReferral: 'id state declinedBy',
  ServiceContract: 'id state committed accepted paid left',
  ServiceOrder: 'id state amount servedMinutes rating',
  FamilyDoctorContract: 'id state signedOn endsOn isInForce',
  PointsBooking: 'id state kind points ruleVersion',
  PointsGrant: 'id state grantedOn',
  PointsGoods: 'id state stock',
};

/** Runs one act as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: Record<string, unknown>, asking: Asking = {}) {
  const { type, args } = schema.getMutationType()!.getFields()[act]!;
  const record = (getNamedType(type) as GraphQLUnionType).getTypes().find(({ name }) => seen[name])!.name;
  const source = `mutation ($input: ${args[0]!.type}) {
    ${act}(input: $input) { __typename ... on ${record} { ${seen[record]} } ... on Refusal { code message } }
  }`;
  const answer = await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking);
  return answer[act];
}

/** What the fields of an area answer, asked for as the gateway asks. */
export async function askArea(db: DataSource, ids: readonly string[], fields: string, asking: Asking = {}) {
  const source = `query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area { ${fields} } } }`;
  const areas = ids.map((id) => ({ __typename: 'Area', id }));
  return (await ask(db, source, { areas }, asking))._entities;
}

/** A team that recruits ten people. */
export const aTeam = (db: DataSource, place: Somewhere, given: Partial<VolunteerTeam> = {}) =>
  db.manager.save(
    db.manager.create(VolunteerTeam, {
      localityCode: '350322',
      name: '邻里互助志愿服务队',
      state: 'RECRUITING',
      isOfPartyMembers: false,
      foundedOn: '2020-03-05',
      wanted: 10,
      call: '陪独居老人说说话',
      members: 0,
      ...placed(place),
      ...given,
    }),
  );
