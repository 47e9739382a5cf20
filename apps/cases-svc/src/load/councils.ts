import { born, step } from '@jinlin/acts';
import { type AreaSeed, idOf } from '@jinlin/localities';
import type { CouncilKind } from '@jinlin/profile';
import type { Council, CouncilMember } from '../council/council.entity';
import { councilStates } from '../council/council.states';
import type { LocalityRules } from '../locality';
import type { Row } from './keep';

const CLERK = 'COMMUNITY_CLERK';
const FOUNDED_ON = '2021-01-04';

/** A council that is to be founded, and who is to sit in it. */
export interface CouncilPlan {
  key: string;
  kind: string;
  area: AreaSeed;
  name: string;
  seats: readonly Partial<Pick<CouncilMember, 'personId' | 'unitId' | 'side'>>[];
}

/** What a council is called after its place; a compound's own name says already that it is one. */
export const nameOf = ({ name }: AreaSeed, { title }: CouncilKind) => name + title.zh.replace(/^小区/, '');

/** A council that was founded and whose seats were given, the first to the chair. */
export function foundedCouncil({ code }: LocalityRules, { key, kind, area, name, seats }: CouncilPlan) {
  const id = idOf('council', `${code} ${key}`);
  const doing = { at: new Date(`${FOUNDED_ON}T09:00:00+08:00`), role: CLERK } as const;
  const council = born<Row<Council>>(
    {
      id,
      localityCode: code,
      state: 'ACTIVE',
      kind,
      areaId: area.id,
      areaPath: area.path,
      name,
      allianceId: null,
      proposalId: null,
      foundedOn: FOUNDED_ON,
      dissolvedOn: null,
      lastMetOn: null,
      nextMeetingDueOn: null,
      meetingCount: 0,
    },
    'FOUND',
    doing,
  );
  step(council, councilStates, 'SEAT', { ...doing, facts: { members: seats.length } });
  const members = seats.map(
    ({ personId = null, unitId = null, side = null }, i): Row<CouncilMember> => ({
      id: idOf('council-member', `${id} ${i}`),
      councilId: id,
      personId,
      unitId,
      role: i === 0 ? 'CHAIR' : 'MEMBER',
      side,
      duty: null,
      from: FOUNDED_ON,
      to: null,
    }),
  );
  return { ...council, members };
}

export type FoundedCouncil = ReturnType<typeof foundedCouncil>;
