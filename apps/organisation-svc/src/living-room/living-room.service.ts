import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { later } from '../area/area.estate';
import { reached } from '../area/area.reach';
import type { Context } from '../context';
import type { AssignLivingRoomInput, EndLivingRoomInput, PartyOrganisationKind } from '../generated/graphql';
import { afterToday, endsBeforeItBegins } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { LivingRoom } from './living-room.entity';
import { livingRoomLife } from './living-room.life';

/** The organisations that compounds have. */
const BRANCHES: readonly PartyOrganisationKind[] = ['COMPOUND_BRANCH', 'JOINT_BRANCH'];

export const assignLivingRoom = (ctx: Context, input: AssignLivingRoomInput) =>
  act(ctx, LivingRoom, 'assignLivingRoom', input, async (assigning) => {
    const { branchId, siteId, from } = input;
    const branch = await assigning.tx.findOneBy(PartyOrganisation, { id: branchId, state: 'ACTIVE' });
    const seat = branch && (await reached(assigning, branch.areaId));
    if (!seat) return notFound(ctx, 'PartyOrganisation', branchId);

    await lockName(assigning.tx, `living room ${siteId}`);
    await lockName(assigning.tx, `living room of ${branchId}`);
    const fault =
      notABranch(ctx, branch) ??
      afterToday(assigning, 'from', from) ??
      (await taken(assigning, { partyOrganisationId: branchId })) ??
      (await taken(assigning, { siteId }));
    if (fault) return fault;

    return begin(assigning, livingRoomLife, 'ASSIGN', {
      state: 'ASSIGNED',
      partyOrganisationId: branchId,
      siteId,
      fromOn: from,
    });
  });

export const endLivingRoom = (ctx: Context, input: EndLivingRoomInput) =>
  act(ctx, LivingRoom, 'endLivingRoom', input, (ending) =>
    take(
      ending,
      livingRoomLife,
      {
        id: input.id,
        action: 'END',
        unless: async (room) =>
          (await outside(ending, room)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(ending, 'to', input.to) ??
          endsBeforeItBegins(ctx, room, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

const notABranch = (ctx: Listener, { name, kind }: PartyOrganisation) =>
  BRANCHES.includes(kind)
    ? null
    : invalidInput(ctx, 'branchId', {
        en: `Living rooms are run by ${BRANCHES.join(' or ')}; ${name} is a ${kind}.`,
        zh: `邻里客厅由小区党支部或联合支部管理；${name}的类型为 ${kind}。`,
      });

async function taken(assigning: Act, by: { partyOrganisationId: string } | { siteId: string }) {
  const livingRoom = await assigning.tx.findOneBy(LivingRoom, { ...by, state: 'ASSIGNED' });
  if (!livingRoom || (await letGo(assigning, livingRoom))) return null;
  return refusal(
    'LivingRoomTaken',
    'LIVING_ROOM_TAKEN',
    'siteId' in by
      ? say(assigning, { en: 'Another branch runs this living room.', zh: '该邻里客厅已由其他支部管理。' })
      : say(assigning, { en: 'The branch runs a living room already.', zh: '该支部已管理一处邻里客厅。' }),
    { livingRoom },
  );
}

/** Ends it that a branch runs a room when the branch has been dissolved, and says whether it did. */
async function letGo(assigning: Act, { id, partyOrganisationId }: LivingRoom) {
  const branch = await assigning.tx.findOneByOrFail(PartyOrganisation, { id: partyOrganisationId });
  if (branch.state === 'ACTIVE') return false;
  await take(assigning, livingRoomLife, { id, action: 'END' }, ({ fromOn }) => ({
    set: { toOn: later(branch.dissolvedOn!, fromOn) },
    reason: 'BRANCH_DISSOLVED',
  }));
  return true;
}

/** A room is within reach when the seat of its branch is. */
async function outside(acting: Act, { id, partyOrganisationId }: LivingRoom) {
  const { areaId } = await acting.tx.findOneByOrFail(PartyOrganisation, { id: partyOrganisationId });
  return (await reached(acting, areaId)) ? null : notFound(acting, 'LivingRoom', id);
}
