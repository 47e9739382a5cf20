import type { AreaSeed, UnitKind } from '@jinlin/localities';
import type { PartyOrganisationKind } from '../generated/graphql';
import { UNIT_LEADER } from '../locality';
import type { Places } from './places';
import type { Roster } from './roster';

/** What the locality calls and has of what every locality has. */
interface Customs {
  /** The post that heads a community. */
  communityHead: string;
  /** The committees of a street or town and of a community that the programme covers, and of those it does not. */
  committees: {
    county: PartyOrganisationKind;
    street: PartyOrganisationKind;
    community: PartyOrganisationKind;
  };
}

/** Units whose heads are known: those that can be made responsible for something. */
const HEADED: ReadonlySet<UnitKind> = new Set([
  'DEPARTMENT',
  'STREET_OFFICE',
  'INSTITUTION',
  'ENTERPRISE',
  'PROPERTY_COMPANY',
]);

/** One community in so many waits for a new head: coverage is counted, not asserted. */
const VACANT_EVERY = 97;

/**
 * What every locality has: Party committees down to the community with their secretaries, a head for every grid, and
 * heads of its units; where a community's secretary also heads the residents' committee, one person holds both.
 */
export function staffCommon(places: Places, roster: Roster, { communityHead, committees }: Customs) {
  const { locality, units, ofLevel, parentOf } = places;
  const organisationOf = new Map<string, string>();
  const secretaryOf = new Map<string, string>();
  const establish = (kind: PartyOrganisationKind, area: AreaSeed, name: string) => {
    const above = parentOf(area);
    const parent = above ? (organisationOf.get(above.id) ?? null) : null;
    const id = roster.organisation(kind, area, name, parent);
    organisationOf.set(area.id, id);
    return id;
  };

  establish(
    locality.level === 'COUNTY' ? 'COUNTY_COMMITTEE' : 'MUNICIPAL_COMMITTEE',
    locality,
    `中共${locality.name}委员会`,
  );
  if (locality.level !== 'COUNTY') {
    for (const county of ofLevel('COUNTY')) establish(committees.county, county, `中共${county.name}委员会`);
  }
  for (const street of ofLevel('TOWNSHIP')) {
    const kind = street.governed ? committees.street : 'STREET_WORK_COMMITTEE';
    const id = establish(kind, street, `中共${street.name}${nameOf[kind] ?? ''}`);
    roster.appoint(roster.member(street), 'STREET_SECRETARY', street, { partyOrganisationId: id });
  }
  for (const [index, community] of ofLevel('COMMUNITY').entries()) {
    const kind = community.governed ? committees.community : 'COMMUNITY_COMMITTEE';
    const id = establish(kind, community, `中共${community.name}${nameOf[kind] ?? ''}`);
    if (index % VACANT_EVERY === VACANT_EVERY - 1) continue;

    const secretary = roster.member(community);
    secretaryOf.set(community.id, secretary);
    roster.appoint(secretary, communityHead, community, {
      partyOrganisationId: id,
      source: 'COMMUNITY_CADRE',
    });
  }

  const gridHeadOf = new Map<string, string>();
  for (const grid of ofLevel('GRID')) {
    const head = roster.person(grid);
    gridHeadOf.set(grid.id, head);
    roster.appoint(head, 'GRID_HEAD', grid, { source: 'COMMUNITY_WORKER' });
  }
  for (const unit of units) {
    if (HEADED.has(unit.kind)) {
      const head = roster.member({ id: unit.areaId });
      roster.appoint(head, UNIT_LEADER.code, { id: unit.areaId }, { unitId: unit.id });
    }
    const secretary = unit.kind === 'RESIDENTS_COMMITTEE' ? secretaryOf.get(unit.areaId) : undefined;
    if (secretary) {
      const both = { unitId: unit.id, isConcurrent: true };
      roster.appoint(secretary, UNIT_LEADER.code, { id: unit.areaId }, both);
    }
  }
  return { organisationOf, secretaryOf, gridHeadOf };
}

const nameOf: Partial<Record<PartyOrganisationKind, string>> = {
  STREET_WORK_COMMITTEE: '工作委员会',
  BIG_WORK_COMMITTEE: '大工委',
  COMMUNITY_COMMITTEE: '委员会',
  BIG_COMMUNITY_COMMITTEE: '大党委',
};

/** The branch of a compound below its community's committee, and its secretary. */
export function foundBranch(
  roster: Roster,
  compound: AreaSeed,
  communityCommittee: string | undefined,
  given: Parameters<Roster['appoint']>[3] = {},
) {
  const id = roster.organisation(
    'COMPOUND_BRANCH',
    compound,
    `${compound.name}党支部`,
    communityCommittee ?? null,
  );
  const secretary = roster.member(compound);
  roster.appoint(secretary, 'COMPOUND_SECRETARY', compound, { ...given, partyOrganisationId: id });
  return { id, secretary };
}
