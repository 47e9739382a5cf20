import { type Act, carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { appointmentsFollow } from '../appointment/appointment.estate';
import { type Estate, leaveSeats, passing, type Standing } from '../area/area.estate';
import { PartyOrganisation } from './party-organisation.entity';
import { partyOrganisationLife } from './party-organisation.life';

/** Party organisations sit in the area that takes them, cover it as they covered the former one, and keep their secretaries. */
export const partyOrganisationEstate: Estate<PartyOrganisation> = {
  title: { en: 'Party organisations', zh: '党组织' },
  standingAt: ({ tx }, areaIds) =>
    tx.findBy(PartyOrganisation, { areaId: In([...areaIds]), state: 'ACTIVE' }),
  async passOn(act, organisations, heir, on) {
    const ids = organisations.map(({ id }) => id);
    await leaveSeats(act, organisations, on);
    await coverInstead(act, organisations, [heir.id], on);
    await appointmentsFollow(act, 'partyOrganisationId', ids, heir, on);
    await carryAll(act, partyOrganisationLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};

/** Organisations that cover areas from a seat elsewhere. */
export const coveringFromElsewhere = ({ tx }: Act, areaIds: readonly string[]): Promise<Standing[]> =>
  tx.query(COVERING_FROM_ELSEWHERE, [areaIds]);

/** Lets organisations cover all the heirs of an area as they covered it. */
export const coverInstead = (
  { tx }: Act,
  covering: readonly Standing[],
  heirIds: readonly string[],
  on: string,
) =>
  tx.query(COVER_INSTEAD, [covering.map(({ id }) => id), covering.map(({ areaId }) => areaId), heirIds, on]);

/** Ends the coverage of areas that end. */
export const endCoverage = ({ tx }: Act, areaIds: readonly string[], on: string) =>
  tx.query(END_COVERAGE, [areaIds, on]);

const COVERING_FROM_ELSEWHERE = /* SQL */ `
  select organisation.id, coverage.area_id as "areaId" from party_coverage coverage
  join party_organisation organisation on organisation.id = coverage.party_organisation_id
  where coverage.area_id = any($1::uuid[]) and coverage.to_on is null
    and organisation.area_id <> coverage.area_id and organisation.state = 'ACTIVE'
`;

/** Each organisation ($1) covers the heirs ($3) as it covered its former area ($2), unless it covers them already. */
const COVER_INSTEAD = /* SQL */ `
  insert into party_coverage (party_organisation_id, area_id, kind, from_on)
  select coverage.party_organisation_id, heir.id, coverage.kind, greatest($4::date, coverage.from_on)
  from unnest($1::uuid[], $2::uuid[]) as seat (organisation_id, area_id)
  join party_coverage coverage
    on coverage.party_organisation_id = seat.organisation_id and coverage.area_id = seat.area_id and coverage.to_on is null
  cross join unnest($3::uuid[]) as heir (id)
  where not exists (
    select from party_coverage other where other.party_organisation_id = seat.organisation_id
      and other.area_id = heir.id and (other.to_on is null or other.to_on > greatest($4::date, coverage.from_on))
  )
`;

const END_COVERAGE = /* SQL */ `
  update party_coverage set to_on = greatest($2::date, from_on) where area_id = any($1::uuid[]) and to_on is null
`;
