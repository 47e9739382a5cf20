import type { CouncilKind } from '@jinlin/profile';
import type { CouncilMember } from './council.entity';

/** Liaison officers keep the threads together and have no voice (H14). */
export const hasVoice = ({ role }: Pick<CouncilMember, 'role'>) => role !== 'LIAISON';

/** How many of so many with a voice must be there. One at the least: nobody decides nothing. */
export const quorumOf = (quorumPercent: number, voters: number) =>
  Math.max(1, Math.ceil((voters * quorumPercent) / 100));

/** The sides of which nobody is there (三方共商, D14). */
export const missingSides = ({ sides = [] }: CouncilKind, present: readonly CouncilMember[]) =>
  sides.filter(({ key }) => !present.some((member) => hasVoice(member) && member.side === key));

export interface Votes {
  inFavour: number;
  against: number;
  abstained: number;
}

/** Whether more of the votes than the share that is asked for are in favour; who abstains is counted as there. */
export const isCarried = (majorityPercent: number, { inFavour, against, abstained }: Votes) =>
  inFavour * 100 > majorityPercent * (inFavour + against + abstained);
