import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import { type AreaSeed, idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { expectedIn } from '../duty/cadence';
import { CataloguedDuty, CataloguedDutyVersion, DutyFulfilment } from '../duty/duty.entity';
import { type Candidate, type Need, Portfolio, SecretaryMatching } from '../first-secretary/matching.entity';
import { matchingStates } from '../first-secretary/matching.states';
import { candidatesFor } from '../first-secretary/proposal';
import { localities, UNIT_LEADER } from '../locality';
import { PolicyDocument } from '../policy-document/policy-document.entity';
import { policyDocumentStates } from '../policy-document/policy-document.states';
import { CommunityUnitLink } from '../unit-link/unit-link.entity';
import { on, organiser, type Row } from './keep';
import type { Places } from './places';
import type { Roster } from './roster';

/** What there is around first secretaries: linked units, documents, duties and what was done of them. */
interface Secretariat {
  links: Row<CommunityUnitLink>[];
  documents: Row<PolicyDocument>[];
  catalogue: Row<CataloguedDuty>[];
  fulfilments: Row<DutyFulfilment>[];
  portfolios: Row<Portfolio>[];
  matchings: Row<SecretaryMatching>[];
  history: HistoryRow[];
}

/** The day of the figures; of duties that were not yet due then nobody knows. */
const COUNTED_ON = '2022-07-21';

/** Before the first appointments of the roster. */
const LINKED_ON = '2021-03-01';
const LINKED_UNITS = 6;

/** One duty in so many was left undone: the rate is counted, not asserted. */
const UNDONE_EVERY = 11;

/** What a locality has around its first secretaries; those without figures of their own have nothing. */
export function secretariatOf(places: Places, roster: Roster): Secretariat {
  const secretariat: Secretariat = {
    links: [],
    documents: [],
    catalogue: [],
    fulfilments: [],
    portfolios: [],
    matchings: [],
    history: [],
  };
  if (places.locality.code === '510522') {
    linkUnits(places, roster, secretariat);
    issueNotice(places, roster, secretariat);
    writeCatalogue(places, secretariat);
    fulfilDuties(places, roster, secretariat);
    matchSecretaries(places, roster, secretariat);
  }
  if (places.locality.code === '210100') draftRegulation(places, secretariat);
  return secretariat;
}

export async function loadSecretariat({ client, db }: Loading, secretariat: Secretariat) {
  const { links, documents, catalogue, fulfilments, portfolios, matchings, history } = secretariat;
  await copyRows(client, db.getMetadata(CommunityUnitLink), links);
  await copyRows(client, db.getMetadata(PolicyDocument), documents);
  await copyRows(client, db.getMetadata(CataloguedDuty), catalogue);
  await copyRows(
    client,
    db.getMetadata(CataloguedDutyVersion),
    catalogue.map(({ id, version, text, fromOn }) => ({ dutyId: id, version, text, fromOn })),
  );
  await copyRows(client, db.getMetadata(DutyFulfilment), fulfilments);
  await copyRows(client, db.getMetadata(Portfolio), portfolios);
  await copyRows(client, db.getMetadata(SecretaryMatching), matchings);
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}

/** 78 units, one leading and five in contact for each of 13 communities; one of the five sends the deputy secretary (H3). */
function linkUnits({ units, ofLevel }: Places, roster: Roster, { links, history }: Secretariat) {
  const leads = units.filter(({ linked }) => linked === 'LEAD');
  const contacts = units.filter(({ linked }) => linked === 'CONTACT');
  const leaderOf = new Map(
    roster.appointments
      .filter(({ post }) => post === UNIT_LEADER.code)
      .map(({ unitId, personId }) => [unitId, personId]),
  );

  for (const [index, community] of governed(ofLevel('COMMUNITY')).entries()) {
    const first = index * (LINKED_UNITS - 1);
    for (const unit of [leads[index]!, ...contacts.slice(first, first + LINKED_UNITS - 1)]) {
      const row: Row<CommunityUnitLink> = {
        id: idOf('unit-link', `${unit.id}:${community.id}`),
        state: 'LINKED',
        unitId: unit.id,
        areaId: community.id,
        role: unit.linked!,
        fromOn: LINKED_ON,
        toOn: null,
      };
      links.push(row);
      history.push(...historyOf('CommunityUnitLink', born(row, 'LINK', organiser(LINKED_ON))));
    }
    const deputy = leaderOf.get(contacts[first]!.id);
    if (deputy) {
      roster.appoint(deputy, 'DEPUTY_SECRETARY', community, { source: 'SECONDED', isConcurrent: true });
    }
  }
}

/** The notice by which county leaders became first secretaries; its number was not published (H2). */
function issueNotice({ locality }: Places, roster: Roster, secretariat: Secretariat) {
  const notice = draft(locality, '关于县级领导担任城市社区“第一书记”和县级部门（单位）联系城市社区的通知', {
    issuingUnitId: idOf('unit', `${locality.code}:organisation-department`),
    draftedOn: '2021-01-11',
    dueOn: null,
  });
  step(notice, policyDocumentStates, 'SUBMIT', organiser('2021-02-01'));
  const issued = { number: '文号未公布', inForceFrom: '2021-02-22' };
  step(notice, policyDocumentStates, 'ISSUE', organiser('2021-02-22'), issued);
  keep(secretariat, notice);

  const made = roster.appointments.filter(
    ({ post, rank }) => post === 'FIRST_SECRETARY' && rank === 'COUNTY_LEADER',
  );
  for (const appointment of made) appointment.policyDocumentId = notice.row.id;
}

/** The draft was done in the summer of 2022, and the regulation due in October (S19). */
function draftRegulation({ locality }: Places, secretariat: Secretariat) {
  const regulation = draft(locality, '沈阳市社区建设促进条例', {
    issuingUnitId: idOf('unit', `${locality.code}:civil-affairs`),
    draftedOn: '2022-03-01',
    dueOn: '2022-10-31',
  });
  step(regulation, policyDocumentStates, 'SUBMIT', organiser('2022-08-01'));
  keep(secretariat, regulation);
}

type Drafted = Pick<PolicyDocument, 'issuingUnitId' | 'draftedOn' | 'dueOn'>;

const draft = ({ id: areaId }: AreaSeed, title: string, given: Drafted): Loaded<Row<PolicyDocument>> =>
  born(
    {
      id: idOf('policy-document', title),
      state: 'DRAFT',
      title,
      number: null,
      areaId,
      inForceFrom: null,
      repealedOn: null,
      ...given,
    },
    'DRAFT',
    organiser(given.draftedOn),
  );

function keep({ documents, history }: Secretariat, document: Loaded<Row<PolicyDocument>>) {
  documents.push(document.row);
  history.push(...historyOf('PolicyDocument', document));
}

/** Eleven slots; that there are eleven was published, what they say was not (H5). */
function writeCatalogue({ locality }: Places, { catalogue, history }: Secretariat) {
  const slots = localities.named(locality.code).duties.at(-1)!.catalogueSlots;
  for (let slot = 1; slot <= slots; slot++) {
    const row: Row<CataloguedDuty> = {
      id: idOf('catalogued-duty', `${locality.code}:${slot}`),
      state: 'IN_FORCE',
      areaId: locality.id,
      slot,
      text: `第${slot}项职责：原文未公布，由组织部门录入。`,
      version: 1,
      fromOn: LINKED_ON,
    };
    catalogue.push(row);
    history.push(...historyOf('CataloguedDuty', born(row, 'WRITE', organiser(LINKED_ON))));
  }
}

/** What first secretaries did of the three ones until the day of the figures (H10). */
function fulfilDuties({ locality }: Places, roster: Roster, { fulfilments, history }: Secretariat) {
  const { duties, calendar } = localities.named(locality.code);
  const keys = [...new Set(duties.flatMap((version) => version.duties.map(({ key }) => key)))];
  const secretaries = roster.appointments.filter(({ post }) => post === 'FIRST_SECRETARY');
  const due = secretaries.flatMap(({ id, fromOn }) =>
    keys.flatMap((key) =>
      expectedIn({ from: fromOn, until: null }, key, duties, COUNTED_ON, calendar)
        .filter(({ dueOn }) => dueOn < COUNTED_ON)
        .map((expected) => ({ appointmentId: id, ...expected })),
    ),
  );
  for (const [index, { appointmentId, duty, period, dueOn, ruleVersion }] of due.entries()) {
    if (index % UNDONE_EVERY === UNDONE_EVERY - 1) continue;
    const row: Row<DutyFulfilment> = {
      id: idOf('duty-fulfilment', `${appointmentId}:${duty.key}:${period}`),
      state: 'RECORDED',
      appointmentId,
      duty: duty.key,
      period,
      slot: null,
      doneOn: dueOn,
      note: null,
    };
    fulfilments.push(row);
    const doing = { ...on(dueOn, 'STREET_COMMANDER'), ruleVersion };
    history.push(...historyOf('DutyFulfilment', born(row, 'RECORD', doing)));
  }
}

/** What each leader had charge of, what each community needed, and how that brought the two together (H2). */
function matchSecretaries(
  { locality }: Places,
  roster: Roster,
  { portfolios, matchings, history }: Secretariat,
) {
  const fields = localities.named(locality.code).workFields.map(({ key }) => key);
  const field = (place: number) => fields[place % fields.length]!;
  const secretaries = roster.appointments.filter(({ post }) => post === 'FIRST_SECRETARY');

  for (const [index, { personId }] of secretaries.entries()) {
    const row: Row<Portfolio> = {
      id: idOf('portfolio', personId),
      state: 'HELD',
      personId,
      areaId: locality.id,
      rank: 'COUNTY_LEADER',
      fields: [field(index), field(index + 4), field(index + 7)],
    };
    portfolios.push(row);
    history.push(...historyOf('Portfolio', born(row, 'SET', organiser(LINKED_ON))));
  }
  for (const [index, { id: appointmentId, personId, areaId, fromOn }] of secretaries.entries()) {
    const needs: Need[] = [
      { field: field(index), weight: 9 },
      { field: field(index + 4), weight: 6 },
      { field: field(index + 2), weight: 3 },
    ];
    const chosen = portfolios.find((portfolio) => portfolio.personId === personId)!;
    const others = portfolios.filter((portfolio) => portfolio !== chosen).slice(0, 3);
    matchings.push(
      matched(history, {
        needs,
        candidates: candidatesFor(needs, [chosen, ...others]),
        areaId,
        fromOn,
        appointmentId,
      }),
    );
  }
}

interface Match {
  needs: Need[];
  candidates: Candidate[];
  areaId: string;
  fromOn: string;
  appointmentId: string;
}

/** A matching from its survey to the appointment that came of it, a step a week. */
function matched(history: HistoryRow[], { needs, candidates, areaId, fromOn, appointmentId }: Match) {
  const weeksBefore = (weeks: number) => dateOfDay(dayOfDate(fromOn) - weeks * 7);
  const row: Row<SecretaryMatching> = {
    id: idOf('secretary-matching', areaId),
    state: 'SURVEYING',
    areaId,
    needs: [],
    candidates: [],
    openedOn: weeksBefore(4),
    proposedOn: null,
    appointmentId: null,
  };
  const matching = born(row, 'OPEN_SURVEY', organiser(weeksBefore(4)));
  step(matching, matchingStates, 'RECORD_NEEDS', organiser(weeksBefore(3)), { needs });
  step(matching, matchingStates, 'CLOSE_SURVEY', organiser(weeksBefore(2)));
  step(matching, matchingStates, 'PROPOSE', organiser(weeksBefore(1)), {
    candidates,
    proposedOn: weeksBefore(1),
  });
  step(matching, matchingStates, 'APPOINT', organiser(fromOn), { appointmentId });
  history.push(...historyOf('SecretaryMatching', matching));
  return row;
}

const governed = (areas: readonly AreaSeed[]) => areas.filter((area) => area.governed);
