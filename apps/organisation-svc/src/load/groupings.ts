import { born, type Loaded } from '@jinlin/acts';
import { copyRows } from '@jinlin/database';
import { type AreaSeed, idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { Committee, CommitteeMember, CommitteeSession } from '../committee/committee.entity';
import type { TaggedKind } from '../generated/graphql';
import { Tag } from '../grouping/tag.entity';
import { localities } from '../locality';
import type { DualService } from './dual-registration';
import { keep, on, type Row } from './keep';
import type { Places } from './places';
import { numbered, type Roster } from './roster';

const SHENYANG = '210100';
const FUZHOU = '350100';
const XIANYOU = '350322';
const PLAN_ITEMS = 156;
const FOUNDED_ON = '2022-01-10';
/** 枫亭镇, whose six Fu the article tells of (X4), and 圣泉社区, where the smallest units are shown (X2). */
const fengting = '350322100';
const shengquan = '350322104009';

/** How many of Fuzhou's visits are shown under what they are for. */
const TAGGED_VISITS = 120;

/** The branches of grids and the groups of units of one community, as the smallest unit in town has them (X2). */
export function chainSmallestUnits({ ofLevel, below }: Places, roster: Roster) {
  const community = ofLevel('COMMUNITY').find(({ code }) => code === shengquan);
  if (!community) return;

  const [committee] = roster.partyOrganisations.filter(({ areaId }) => areaId === community.id);
  for (const grid of below(community, 'GRID')) {
    const branch = roster.organisation('GRID_BRANCH', grid, `${grid.name}党支部`, committee?.id ?? null);
    for (const unit of below(grid, 'UNIT')) {
      roster.organisation('UNIT_GROUP', unit, `${unit.name}党小组`, branch);
    }
  }
}

/** Loads the committees that the articles tell of, and what is grouped by the programmes of each locality. */
export async function loadGroupings(loading: Loading, places: Places, dualService: DualService) {
  const { code } = places.locality;
  const books = new Books(places);
  if (code === SHENYANG) shenyang(books);
  if (code === FUZHOU) fuzhou(books, dualService);
  if (code === XIANYOU) xianyou(books);

  await keep(loading, Committee, books.committees);
  await copyRows(loading.client, loading.db.getMetadata(CommitteeMember), books.members);
  await copyRows(loading.client, loading.db.getMetadata(CommitteeSession), books.sessions);
  await keep(loading, Tag, books.tags);
}

/** What is put together for one locality. */
class Books {
  readonly committees: Loaded<Row<Committee>>[] = [];
  readonly members: Row<CommitteeMember>[] = [];
  readonly sessions: Row<CommitteeSession>[] = [];
  readonly tags: Loaded<Row<Tag>>[] = [];
  private readonly memberId: () => string;
  private readonly tagId: () => string;

  constructor(readonly places: Places) {
    this.memberId = numbered('committee-member', places.locality.code);
    this.tagId = numbered('tag', places.locality.code);
  }

  found(area: AreaSeed, title: string, parentId: string | null = null): Row<Committee> {
    const row: Row<Committee> = {
      id: idOf('committee', `${area.code}:${title}`),
      state: 'ACTIVE',
      title,
      areaId: area.id,
      parentId,
      foundedOn: FOUNDED_ON,
      dissolvedOn: null,
    };
    this.committees.push(born(row, 'FOUND', on(FOUNDED_ON, 'ORGANISER')));
    return row;
  }

  /** Seats units, the first of them in the chair; it met once in the spring. */
  seat({ id: committeeId }: Row<Committee>, unitIds: readonly string[]) {
    const seats = unitIds.map((unitId, index): Row<CommitteeMember> => {
      const role = index === 0 ? 'CHAIR' : index === 1 ? 'OFFICE' : 'MEMBER';
      return {
        id: this.memberId(),
        committeeId,
        unitId,
        personId: null,
        role,
        duty: null,
        fromOn: FOUNDED_ON,
        toOn: null,
      };
    });
    this.members.push(...seats);
    if (seats.length === 0) return;
    this.sessions.push({
      id: idOf('committee-session', committeeId),
      committeeId,
      day: '2022-03-10',
      agenda: '年度任务安排',
      decisions: '印发任务清单、措施清单、责任清单',
      attendedIds: seats.map(({ id }) => id),
    });
  }

  tag(kind: TaggedKind, recordId: string, areaId: string, grouping: string, part: string) {
    const row: Row<Tag> = {
      id: this.tagId(),
      state: 'ATTACHED',
      kind,
      recordId,
      areaId,
      grouping,
      part,
      taggedOn: '2022-06-30',
    };
    this.tags.push(born(row, 'ATTACH', on('2022-06-30', 'ORGANISER')));
  }
}

/** The parts of a grouping, to be dealt out in turn. */
const partsOf = (locality: string, grouping: string) =>
  localities
    .named(locality)
    .groupings.find(({ key }) => key === grouping)!
    .parts.map(({ key }) => key);

/** Shenyang: a committee of the city and a coordination group in each district (S2); the plan under its campaigns (S4). */
function shenyang(books: Books) {
  const { locality, units, ofLevel } = books.places;
  const city = books.found(locality, '践行两邻理念推进基层治理现代化委员会');
  const linked = units.filter((unit) => unit.linked !== null);
  books.seat(
    city,
    linked.map(({ id }) => id),
  );
  for (const [index, district] of ofLevel('COUNTY').entries()) {
    const group = books.found(district, `${district.name}基层治理协调小组`, city.id);
    books.seat(
      group,
      linked.slice(index, index + 5).map(({ id }) => id),
    );
  }

  for (const grouping of ['five-activities', 'six-neighbours']) {
    const parts = partsOf(SHENYANG, grouping);
    for (let number = 1; number <= PLAN_ITEMS; number++) {
      const recordId = idOf('plan-item', `${SHENYANG}:${number}`);
      books.tag('PLAN_ITEM', recordId, locality.id, grouping, parts[number % parts.length]!);
    }
  }
}

/** Fuzhou: what visits were for, by the three hows (F1) and the four parts of the framework (F2). */
function fuzhou(books: Books, { visits }: DualService) {
  for (const grouping of ['three-hows', 'four-ones']) {
    const parts = partsOf(FUZHOU, grouping);
    for (const [index, { row }] of visits.slice(0, TAGGED_VISITS).entries()) {
      books.tag('MEMBER_VISIT', row.id, row.areaId, grouping, parts[index % parts.length]!);
    }
  }
}

/** Xianyou: groups of the county and its towns under the programme (X1), the three in one (X13) and 1544 (X14). */
function xianyou(books: Books) {
  const { locality, units, ofLevel } = books.places;
  const title = '党建引领夯基惠民工程领导小组';
  const county = books.found(locality, title);
  books.seat(
    county,
    units
      .filter(({ kind }) => kind === 'DEPARTMENT')
      .slice(0, 12)
      .map(({ id }) => id),
  );
  const groupings = ['foundation-and-people', 'three-in-one', '1544-teams', '1544-mechanisms', '1544-haves'];
  for (const [index, town] of ofLevel('TOWNSHIP').entries()) {
    const group = books.found(town, `${town.name}${title}`, county.id);
    const office = units.find(({ kind, areaId }) => kind === 'STREET_OFFICE' && areaId === town.id);
    books.seat(group, office ? [office.id] : []);
    for (const grouping of groupings) {
      const parts = partsOf(XIANYOU, grouping);
      books.tag('COMMITTEE', group.id, town.id, grouping, parts[index % parts.length]!);
    }
    if (town.code !== fengting) continue;
    for (const part of partsOf(XIANYOU, 'six-fu')) books.tag('COMMITTEE', group.id, town.id, 'six-fu', part);
  }
}
