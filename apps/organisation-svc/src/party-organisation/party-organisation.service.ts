import { type Act, act, begin, lock, reaching, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, type Listener, noName, notFound } from '@jinlin/graphql';
import { IsNull } from 'typeorm';
import { appointmentsFollow } from '../appointment/appointment.estate';
import type { Area } from '../area/area.entity';
import { leaveSeats } from '../area/area.estate';
import { beyondReach, reached } from '../area/area.reach';
import { wrongMove } from '../area/seat.refusals';
import type { Context } from '../context';
import type {
  CoverAreaInput,
  DissolvePartyOrganisationInput,
  EstablishPartyOrganisationInput,
  MovePartyOrganisationInput,
} from '../generated/graphql';
import { afterToday, dayBefore } from '../guards';
import { Registration } from '../registration/registration.entity';
import { PartyCoverage } from './party-coverage.entity';
import { PartyOrganisation } from './party-organisation.entity';
import { partyOrganisationLife } from './party-organisation.life';

export const establishPartyOrganisation = (ctx: Context, input: EstablishPartyOrganisationInput) =>
  act(ctx, PartyOrganisation, 'establishPartyOrganisation', input, async (establishing) => {
    const { kind, areaId, parentId, on } = input;
    const coverage = input.coverage ?? [{ areaId, kind: 'OWN' as const }];
    for (const id of [areaId, ...coverage.map((covered) => covered.areaId)]) {
      if (!(await reached(establishing, id))) return notFound(ctx, 'Area', id);
    }
    const parent = parentId ? await lock(establishing, PartyOrganisation, parentId) : null;
    if (parentId && parent?.state !== 'ACTIVE') return notFound(ctx, 'PartyOrganisation', parentId);

    const fault =
      noName(ctx, 'name', input.name) ?? afterToday(establishing, 'on', on) ?? coveredTwice(ctx, coverage);
    if (fault) return fault;

    const organisation = await begin(establishing, partyOrganisationLife, 'ESTABLISH', {
      name: input.name.trim(),
      kind,
      state: 'ACTIVE',
      areaId,
      parentId: parentId ?? null,
      establishedOn: on,
    });
    await establishing.tx
      .getRepository(PartyCoverage)
      .insert(coverage.map((covered) => ({ ...covered, partyOrganisationId: organisation.id, fromOn: on })));
    return organisation;
  });

export const coverArea = (ctx: Context, input: CoverAreaInput) =>
  act(ctx, PartyOrganisation, 'coverArea', input, async (covering) => {
    const { id, areaId, kind } = input;
    const on = input.on ?? dateIn(ctx.now);
    if (!(await reached(covering, areaId))) return notFound(ctx, 'Area', areaId);

    return take(
      covering,
      partyOrganisationLife,
      {
        id,
        action: 'COVER',
        unless: async (organisation) =>
          (await beyondReach(covering, organisation)) ??
          afterToday(covering, 'on', on) ??
          beforeItWasEstablished(ctx, organisation, on) ??
          (await coveredSince(covering, input, on)),
      },
      async () => {
        await coverOtherwise(covering, input, on);
        return { facts: { areaId, kind, on } };
      },
    );
  });

export const movePartyOrganisation = (ctx: Context, input: MovePartyOrganisationInput) =>
  act(ctx, PartyOrganisation, 'movePartyOrganisation', input, async (moving) => {
    const { id, areaId, on, reason } = input;
    const seat = await reached(moving, areaId);
    if (!seat) return notFound(ctx, 'Area', areaId);

    return take(
      moving,
      partyOrganisationLife,
      {
        id,
        action: 'MOVE',
        unless: async (organisation) =>
          (await beyondReach(moving, organisation)) ??
          afterToday(moving, 'on', on) ??
          beforeItWasEstablished(ctx, organisation, on) ??
          (await wrongMove(moving, organisation, seat, on)) ??
          (await leavesMembers(moving, organisation, seat)),
      },
      async (organisation) => {
        await leaveSeats(moving, [organisation], on);
        await appointmentsFollow(moving, 'partyOrganisationId', [id], seat, on);
        return { set: { areaId }, reason, facts: { on, was: organisation.areaId } };
      },
    );
  });

export const dissolvePartyOrganisation = (ctx: Context, input: DissolvePartyOrganisationInput) =>
  act(ctx, PartyOrganisation, 'dissolvePartyOrganisation', input, (dissolving) =>
    take(
      dissolving,
      partyOrganisationLife,
      {
        id: input.id,
        action: 'DISSOLVE',
        unless: async (organisation) =>
          (await beyondReach(dissolving, organisation)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(dissolving, 'on', input.on) ??
          beforeItWasEstablished(ctx, organisation, input.on) ??
          (await hasOthersBelow(dissolving, organisation)) ??
          (await hasMembers(dissolving, organisation)),
      },
      () => ({ set: { dissolvedOn: input.on }, reason: input.reason, facts: { on: input.on } }),
    ),
  );

/** Lets an organisation cover an area from a day on; how it covered it before ends on that day. */
async function coverOtherwise({ tx }: Act, { id, areaId, kind }: CoverAreaInput, on: string) {
  const coverage = { partyOrganisationId: id, areaId };
  await tx.delete(PartyCoverage, { ...coverage, fromOn: on });
  await tx.update(PartyCoverage, { ...coverage, toOn: IsNull() }, { toOn: on });
  await tx.insert(PartyCoverage, { ...coverage, kind, fromOn: on });
}

/** How an organisation covers an area is said anew for days to come, not for those gone by. */
async function coveredSince(covering: Act, { id, areaId }: CoverAreaInput, on: string) {
  const last = await covering.tx.findOne(PartyCoverage, {
    where: { partyOrganisationId: id, areaId },
    order: { fromOn: 'desc' },
  });
  const since = last && (last.toOn ?? last.fromOn);
  return since
    ? dayBefore(covering, 'on', on, since, {
        en: 'when it last began or ceased to cover this area',
        zh: '其最近一次开始或停止覆盖该区域之日',
      })
    : null;
}

const hasOthersBelow = async (acting: Act, { id, state }: PartyOrganisation) =>
  (await acting.tx.existsBy(PartyOrganisation, { parentId: id, state: 'ACTIVE' }))
    ? actionNotAllowed(acting, 'DISSOLVE', state)
    : null;

/** Members go into another organisation first, those in communities that the actor does not see too (D7). */
async function hasMembers(dissolving: Act, { id, name }: PartyOrganisation) {
  const members = await reaching(dissolving, { reach: 'ALL' }, () =>
    dissolving.tx.countBy(Registration, { partyOrganisationId: id, state: 'ACTIVE' }),
  );
  if (members === 0) return null;
  return invalidInput(dissolving, 'id', {
    en: `${members} members are in ${name}; put them into another organisation first.`,
    zh: `${name}中尚有 ${members} 名党员；请先编入其他党组织。`,
  });
}

/** Whoever is in an organisation is in one of the community where they are registered (D7). */
async function leavesMembers(moving: Act, { id, name }: PartyOrganisation, seat: Area) {
  const [{ left }] = await reaching(moving, { reach: 'ALL' }, () =>
    moving.tx.query(MEMBERS_OUTSIDE, [id, seat.path]),
  );
  if (left === 0) return null;
  return invalidInput(moving, 'areaId', {
    en: `${left} members of ${name} are registered in communities that ${seat.name} does not lie in.`,
    zh: `${name}中有 ${left} 名党员所报到的社区不含${seat.name}；请先编入其他党组织。`,
  });
}

const MEMBERS_OUTSIDE = /* SQL */ `
  select count(*)::int as left from registration member join area community on community.id = member.area_id
  where member.party_organisation_id = $1 and member.state = 'ACTIVE' and not starts_with($2, community.path)
`;

const beforeItWasEstablished = (ctx: Listener, { establishedOn }: PartyOrganisation, day: string) =>
  dayBefore(ctx, 'on', day, establishedOn, { en: 'when it was established', zh: '成立日' });

function coveredTwice(ctx: Listener, coverage: readonly { areaId: string }[]) {
  const ids = coverage.map(({ areaId }) => areaId);
  if (new Set(ids).size === ids.length) return null;
  return invalidInput(ctx, 'coverage', {
    en: 'Each area is covered in one way; one is named twice.',
    zh: '每个区域只能有一种覆盖方式；有区域重复。',
  });
}
