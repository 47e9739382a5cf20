import { type AreaSeed, holderId, type UnitKind } from '@jinlin/localities';
import type { PartyOrganisationKind } from '../generated/graphql';
import { UNIT_LEADER } from '../locality';
import type { Places } from './places';
import type { Roster } from './roster';

/** What differs between localities in what they all have. */
interface Customs {
  /** The post that heads a community. */
  communityHead?: string;
  /** The committees of the streets and communities that the locality's figures count; others have plain ones. */
  street?: PartyOrganisationKind;
  community?: PartyOrganisationKind;
}

/** Who and what was put in place, by the id of its area. */
interface Placed {
  committeeOf: ReadonlyMap<string, string>;
  gridHeadOf: ReadonlyMap<string, string>;
}

/**
 * What every locality has: Party committees down to the community with their secretaries, a head for every grid, and
 * heads of its units.
 */
export function staffCommon(places: Places, roster: Roster, customs: Customs = {}): Placed {
  const { committeeOf, secretaryOf } = foundCommittees(places, roster, customs);
  headUnits(places, roster, secretaryOf);
  return { committeeOf, gridHeadOf: headGrids(places, roster) };
}

/** One community in so many waits for a new head: coverage is counted, not asserted. */
const VACANT_EVERY = 97;

function foundCommittees({ locality, ofLevel, parentOf }: Places, roster: Roster, customs: Customs) {
  const { communityHead = 'COMMUNITY_SECRETARY', street, community } = customs;
  const committeeOf = new Map<string, string>();
  const secretaryOf = new Map<string, string>();

  const found = (area: AreaSeed, kind: PartyOrganisationKind) => {
    const above = committeeOf.get(parentOf(area)?.id ?? '') ?? null;
    const id = roster.organisation(kind, area, `中共${area.name}${committeeName[kind]}`, above);
    committeeOf.set(area.id, id);
    return id;
  };

  found(locality, locality.level === 'COUNTY' ? 'COUNTY_COMMITTEE' : 'MUNICIPAL_COMMITTEE');
  for (const county of ofLevel('COUNTY')) {
    if (county !== locality) found(county, 'COUNTY_COMMITTEE');
  }
  for (const area of ofLevel('TOWNSHIP')) {
    const partyOrganisationId = found(area, (area.governed && street) || 'STREET_WORK_COMMITTEE');
    roster.appoint(roster.member(area), 'STREET_SECRETARY', area, { partyOrganisationId });
  }
  for (const [index, area] of ofLevel('COMMUNITY').entries()) {
    const partyOrganisationId = found(area, (area.governed && community) || 'COMMUNITY_COMMITTEE');
    if (index % VACANT_EVERY === VACANT_EVERY - 1) continue;

    const secretary = roster.member(area, holderId(communityHead, area.id));
    secretaryOf.set(area.id, secretary);
    roster.appoint(secretary, communityHead, area, { partyOrganisationId, source: 'COMMUNITY_CADRE' });
  }
  return { committeeOf, secretaryOf };
}

const committeeName: Partial<Record<PartyOrganisationKind, string>> = {
  MUNICIPAL_COMMITTEE: '委员会',
  COUNTY_COMMITTEE: '委员会',
  STREET_WORK_COMMITTEE: '工作委员会',
  BIG_WORK_COMMITTEE: '大工委',
  COMMUNITY_COMMITTEE: '委员会',
  BIG_COMMUNITY_COMMITTEE: '大党委',
};

/** Units whose heads are known: those that can be made responsible for something. */
const HEADED: ReadonlySet<UnitKind> = new Set([
  'DEPARTMENT',
  'STREET_OFFICE',
  'INSTITUTION',
  'ENTERPRISE',
  'PROPERTY_COMPANY',
]);

/** The secretary of a community heads its residents' committee as well (书记主任一肩挑). */
function headUnits({ units }: Places, roster: Roster, secretaryOf: ReadonlyMap<string, string>) {
  for (const { id: unitId, kind, areaId } of units) {
    const area = { id: areaId };
    if (HEADED.has(kind)) roster.appoint(roster.member(area), UNIT_LEADER.code, area, { unitId });

    const secretary = kind === 'RESIDENTS_COMMITTEE' ? secretaryOf.get(areaId) : undefined;
    if (secretary) roster.appoint(secretary, UNIT_LEADER.code, area, { unitId, isConcurrent: true });
  }
}

function headGrids({ ofLevel }: Places, roster: Roster) {
  const headOf = new Map<string, string>();
  for (const grid of ofLevel('GRID')) {
    const head = roster.person(grid);
    headOf.set(grid.id, head);
    roster.appoint(head, 'GRID_HEAD', grid, { source: 'COMMUNITY_WORKER' });
  }
  return headOf;
}

/** The branch of a compound below its community's committee, and its secretary. */
export function foundBranch(
  roster: Roster,
  compound: AreaSeed,
  committee: string | undefined,
  given: Parameters<Roster['appoint']>[3] = {},
) {
  const id = roster.organisation('COMPOUND_BRANCH', compound, `${compound.name}党支部`, committee ?? null);
  const secretary = roster.member(compound);
  roster.appoint(secretary, 'COMPOUND_SECRETARY', compound, { ...given, partyOrganisationId: id });
  return { id, secretary };
}
