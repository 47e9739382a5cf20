import { act, begin, lock, take, violates } from '@jinlin/acts';
import { blank, invalidInput, noName, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  AdmitVolunteerInput,
  ApplyToVolunteerInput,
  CancelVolunteerActivityInput,
  ChangeVolunteerRoleInput,
  DeclineVolunteerInput,
  DisbandVolunteerTeamInput,
  EndRecruitmentInput,
  FoundVolunteerTeamInput,
  HoldVolunteerActivityInput,
  LeaveVolunteerTeamInput,
  PlanVolunteerActivityInput,
  RecordMissedServiceInput,
  RecordVolunteerHoursInput,
  RecruitVolunteersInput,
  SignUpForActivityInput,
  WithdrawSignUpInput,
} from '../generated/graphql';
import { afterToday, beyondReach, outOfRange } from '../guards';
import { personOf, sealedPerson } from '../person';
import { placeFor } from '../place';
import { awardForService } from '../points/points.service';
import { isIn, volunteersOf } from '../reach';
import { ActivityParticipation, Volunteer, VolunteerActivity, VolunteerTeam } from './volunteer.entity';
import { activityLife, participationLife, teamLife, volunteerLife } from './volunteer.life';

const A_DAY = 86_400_000;
const MOST_WANTED = 1000;
const LARGEST_AUDIENCE = 100_000;

export const foundVolunteerTeam = (ctx: Context, input: FoundVolunteerTeamInput) =>
  act(ctx, VolunteerTeam, 'foundVolunteerTeam', input, async (founding) => {
    const place = await placeFor(ctx, founding, input.areaId);
    if (!place) return notFound(ctx, 'Area', input.areaId);

    const { name, foundedOn, isOfPartyMembers = false } = input;
    const fault = noName(ctx, 'name', name) ?? afterToday(ctx, 'foundedOn', foundedOn);
    if (fault) return fault;

    return begin(founding, teamLife, 'FOUND', {
      ...place,
      name: name.trim(),
      state: 'ACTIVE',
      isOfPartyMembers,
      foundedOn,
      members: 0,
    });
  });

export const recruitVolunteers = (ctx: Context, input: RecruitVolunteersInput) =>
  act(ctx, VolunteerTeam, 'recruitVolunteers', input, (recruiting) => {
    const { id, wanted, call } = input;
    return take(
      recruiting,
      teamLife,
      {
        id,
        action: 'RECRUIT',
        unless: (team) =>
          beyond(ctx, team) ?? blank(ctx, 'call', call) ?? outOfRange(ctx, 'wanted', wanted, 1, MOST_WANTED),
      },
      () => ({ set: { wanted, call: call.trim() }, facts: { wanted, call: call.trim() } }),
    );
  });

export const endRecruitment = (ctx: Context, input: EndRecruitmentInput) =>
  act(ctx, VolunteerTeam, 'endRecruitment', input, (ending) =>
    take(
      ending,
      teamLife,
      { id: input.id, action: 'END_RECRUITING', unless: (team) => beyond(ctx, team) },
      () => ({ set: { wanted: null, call: null } }),
    ),
  );

export const disbandVolunteerTeam = (ctx: Context, input: DisbandVolunteerTeamInput) =>
  act(ctx, VolunteerTeam, 'disbandVolunteerTeam', input, (disbanding) =>
    take(
      disbanding,
      teamLife,
      {
        id: input.id,
        action: 'DISBAND',
        unless: async (team) => {
          const fault = beyond(ctx, team) ?? blank(ctx, 'reason', input.reason);
          if (fault) return fault;
          const planned = await disbanding.tx.countBy(VolunteerActivity, {
            teamId: team.id,
            state: 'PLANNED',
          });
          return planned ? hasPlans(ctx, planned) : null;
        },
      },
      () => ({ set: { wanted: null, call: null }, reason: input.reason }),
    ),
  );

export const applyToVolunteer = (ctx: Context, input: ApplyToVolunteerInput) =>
  act(ctx, Volunteer, 'applyToVolunteer', input, async (applying) => {
    const team = await applying.tx.findOneBy(VolunteerTeam, { id: input.teamId });
    const personId = personOf(applying, input.personId);
    if (!team) return notFound(ctx, 'VolunteerTeam', input.teamId);
    if (!isIn(volunteersOf(ctx), { personId, areaPath: team.areaPath })) {
      return notFound(ctx, 'VolunteerTeam', input.teamId);
    }
    if (team.state !== 'RECRUITING') return notRecruiting(ctx);

    const fault = noName(ctx, 'name', input.name);
    if (fault) return fault;

    return begin(applying, volunteerLife, 'APPLY', {
      teamId: team.id,
      localityCode: team.localityCode,
      state: 'APPLIED',
      role: 'MEMBER',
      ...sealedPerson(ctx.vault, input),
      personId,
      appliedAt: ctx.now,
      areaId: team.areaId,
      areaPath: team.areaPath,
    });
  }).catch((fault) => {
    if (violates(fault, 'volunteer_once_a_team')) return servesAlready(ctx);
    throw fault;
  });

export const admitVolunteer = (ctx: Context, input: AdmitVolunteerInput) =>
  act(ctx, Volunteer, 'admitVolunteer', input, (admitting) => {
    const { id, role = 'MEMBER' } = input;
    return take(
      admitting,
      volunteerLife,
      { id, action: 'ADMIT', unless: (row) => notTheirs(ctx, 'Volunteer', row) },
      async ({ teamId }) => {
        await admitting.tx.increment(VolunteerTeam, { id: teamId }, 'members', 1);
        return { set: { role }, facts: { role } };
      },
    );
  });

export const declineVolunteer = (ctx: Context, input: DeclineVolunteerInput) =>
  act(ctx, Volunteer, 'declineVolunteer', input, (declining) =>
    take(
      declining,
      volunteerLife,
      {
        id: input.id,
        action: 'DECLINE',
        unless: (row) => notTheirs(ctx, 'Volunteer', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const changeVolunteerRole = (ctx: Context, input: ChangeVolunteerRoleInput) =>
  act(ctx, Volunteer, 'changeVolunteerRole', input, (changing) =>
    take(
      changing,
      volunteerLife,
      { id: input.id, action: 'CHANGE_ROLE', unless: (row) => notTheirs(ctx, 'Volunteer', row) },
      ({ role: was }) => ({ set: { role: input.role }, facts: { role: input.role, was } }),
    ),
  );

export const leaveVolunteerTeam = (ctx: Context, input: LeaveVolunteerTeamInput) =>
  act(ctx, Volunteer, 'leaveVolunteerTeam', input, (leaving) =>
    take(
      leaving,
      volunteerLife,
      {
        id: input.id,
        action: 'LEAVE',
        unless: (row) => notTheirs(ctx, 'Volunteer', row) ?? blank(ctx, 'reason', input.reason),
      },
      async ({ teamId, state }) => {
        if (state === 'ACTIVE') await leaving.tx.decrement(VolunteerTeam, { id: teamId }, 'members', 1);
        return { reason: input.reason };
      },
    ),
  );

export const planVolunteerActivity = (ctx: Context, input: PlanVolunteerActivityInput) =>
  act(ctx, VolunteerActivity, 'planVolunteerActivity', input, async (planning) => {
    const { teamId, title, kind, startsAt, endsAt, places = null } = input;
    // The team's row stays locked, so that nobody disbands it while it plans.
    const team = await lock(planning, VolunteerTeam, teamId);
    if (!team || beyond(ctx, team)) return notFound(ctx, 'VolunteerTeam', teamId);
    if (team.state === 'DISBANDED') return disbanded(ctx);

    const areaId = input.areaId ?? team.areaId;
    const place = await placeFor(ctx, planning, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    const fault =
      blank(ctx, 'title', title) ??
      impossibleSpan(ctx, startsAt, endsAt) ??
      (places === null ? null : outOfRange(ctx, 'places', places, 1, LARGEST_AUDIENCE));
    if (fault) return fault;

    return begin(planning, activityLife, 'PLAN', {
      ...place,
      teamId,
      title: title.trim(),
      kind,
      state: 'PLANNED',
      startsAt,
      endsAt,
      places,
      signedUp: 0,
      minutes: 0,
    });
  });

export const holdVolunteerActivity = (ctx: Context, input: HoldVolunteerActivityInput) =>
  act(ctx, VolunteerActivity, 'holdVolunteerActivity', input, (holding) => {
    const { id, audience } = input;
    return take(
      holding,
      activityLife,
      {
        id,
        action: 'HOLD',
        unless: (activity) =>
          beyondReach(ctx, 'VolunteerActivity', activity) ??
          notYet(ctx, activity) ??
          outOfRange(ctx, 'audience', audience, 0, LARGEST_AUDIENCE),
      },
      () => ({ set: { audience }, facts: { audience } }),
    );
  });

export const cancelVolunteerActivity = (ctx: Context, input: CancelVolunteerActivityInput) =>
  act(ctx, VolunteerActivity, 'cancelVolunteerActivity', input, (cancelling) =>
    take(
      cancelling,
      activityLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: (activity) =>
          beyondReach(ctx, 'VolunteerActivity', activity) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** The activity's row stays locked while places are counted, so that the last one is given once. */
export const signUpForActivity = (ctx: Context, input: SignUpForActivityInput) =>
  act(ctx, ActivityParticipation, 'signUpForActivity', input, async (signing) => {
    const { activityId, volunteerId } = input;
    const volunteer = await signing.tx.findOneBy(Volunteer, { id: volunteerId });
    if (!volunteer || !isIn(volunteersOf(ctx), volunteer)) return notFound(ctx, 'Volunteer', volunteerId);
    const activity = await lock(signing, VolunteerActivity, activityId);
    if (activity?.teamId !== volunteer.teamId) return notFound(ctx, 'VolunteerActivity', activityId);

    const fault = notActive(ctx, volunteer) ?? over(ctx, activity);
    if (fault) return fault;

    if (activity.places !== null && activity.signedUp >= activity.places) return full(ctx, activity.places);

    await signing.tx.increment(VolunteerActivity, { id: activityId }, 'signedUp', 1);
    const { personId, areaId, areaPath } = volunteer;
    return begin(signing, participationLife, 'SIGN_UP', {
      activityId,
      volunteerId,
      state: 'SIGNED_UP',
      signedUpAt: ctx.now,
      personId,
      areaId,
      areaPath,
    });
  }).catch((fault) => {
    if (violates(fault, 'participation_once')) return signedUpAlready(ctx);
    throw fault;
  });

export const withdrawSignUp = (ctx: Context, input: WithdrawSignUpInput) =>
  act(ctx, ActivityParticipation, 'withdrawSignUp', input, async (withdrawing) => {
    // First the activity, as signing up does: in the other order the two could wait for each other.
    const known = await withdrawing.tx.findOneBy(ActivityParticipation, { id: input.id });
    if (known) await lock(withdrawing, VolunteerActivity, known.activityId);

    return take(
      withdrawing,
      participationLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: (row) => notTheirs(ctx, 'ActivityParticipation', row),
      },
      async ({ activityId }) => {
        await withdrawing.tx.decrement(VolunteerActivity, { id: activityId }, 'signedUp', 1);
        return {};
      },
    );
  });

export const recordVolunteerHours = (ctx: Context, input: RecordVolunteerHoursInput) =>
  act(ctx, ActivityParticipation, 'recordVolunteerHours', input, (recording) => {
    const { id, minutes } = input;
    return take(
      recording,
      participationLife,
      {
        id,
        action: 'SERVE',
        unless: async (row) => {
          const activity = await recording.tx.findOneByOrFail(VolunteerActivity, { id: row.activityId });
          const longest = Math.ceil((activity.endsAt.getTime() - activity.startsAt.getTime()) / 60_000);
          return (
            notTheirs(ctx, 'ActivityParticipation', row) ??
            notHeld(ctx, activity) ??
            outOfRange(ctx, 'minutes', minutes, 1, longest)
          );
        },
      },
      async (row) => {
        await recording.tx.increment(VolunteerActivity, { id: row.activityId }, 'minutes', minutes);
        const ruleVersion = await awardForService(ctx, recording, { ...row, minutes });
        return { set: { minutes }, ruleVersion, facts: { minutes } };
      },
    );
  });

export const recordMissedService = (ctx: Context, input: RecordMissedServiceInput) =>
  act(ctx, ActivityParticipation, 'recordMissedService', input, (recording) =>
    take(recording, participationLife, {
      id: input.id,
      action: 'MISS',
      unless: async (row) =>
        notTheirs(ctx, 'ActivityParticipation', row) ??
        notHeld(ctx, await recording.tx.findOneByOrFail(VolunteerActivity, { id: row.activityId })),
    }),
  );

const beyond = (ctx: Context, team: VolunteerTeam) => beyondReach(ctx, 'VolunteerTeam', team);

const notTheirs = (
  ctx: Context,
  type: string,
  row: { id: string; personId: string | null; areaPath: string },
) => (isIn(volunteersOf(ctx), row) ? null : notFound(ctx, type, row.id));

const impossibleSpan = (ctx: Context, startsAt: Date, endsAt: Date) =>
  startsAt < endsAt && endsAt.getTime() - startsAt.getTime() <= A_DAY
    ? null
    : invalidInput(ctx, 'endsAt', {
        en: 'An activity ends after it begins, and within a day.',
        zh: '活动须在开始之后、一天之内结束。',
      });

const notYet = (ctx: Context, { startsAt }: VolunteerActivity) =>
  startsAt <= ctx.now
    ? null
    : invalidInput(ctx, 'id', { en: 'The activity has not begun yet.', zh: '活动尚未开始。' });

const over = (ctx: Context, { state, endsAt }: VolunteerActivity) =>
  state === 'PLANNED' && ctx.now < endsAt
    ? null
    : invalidInput(ctx, 'activityId', {
        en: 'One signs up for activities that are still to come.',
        zh: '只能报名尚未结束的活动。',
      });

const notHeld = (ctx: Context, { state }: VolunteerActivity) =>
  state === 'HELD'
    ? null
    : invalidInput(ctx, 'id', {
        en: 'Record first that the activity was held.',
        zh: '请先登记活动已举办。',
      });

const notActive = (ctx: Context, { state }: Volunteer) =>
  state === 'ACTIVE'
    ? null
    : invalidInput(ctx, 'volunteerId', {
        en: 'Only who serves in the team signs up.',
        zh: '在队志愿者方可报名。',
      });

const disbanded = (ctx: Context) =>
  invalidInput(ctx, 'teamId', { en: 'The team is disbanded.', zh: '该队已解散。' });

const servesAlready = (ctx: Context) =>
  invalidInput(ctx, 'personId', {
    en: 'This person serves in the team or has applied already.',
    zh: '此人已在队或已报名。',
  });

const signedUpAlready = (ctx: Context) =>
  invalidInput(ctx, 'volunteerId', {
    en: 'This volunteer has signed up for the activity already.',
    zh: '该志愿者已报名此活动。',
  });

const hasPlans = (ctx: Context, planned: number) =>
  refusal(
    'TeamHasPlans',
    'TEAM_HAS_PLANS',
    say(ctx, {
      en: `The team has ${planned} activities that are neither held nor cancelled.`,
      zh: `该队还有${planned}项活动未举办或取消。`,
    }),
    { planned },
  );

const notRecruiting = (ctx: Context) =>
  refusal(
    'NotRecruiting',
    'NOT_RECRUITING',
    say(ctx, { en: 'The team looks for nobody at present.', zh: '该队目前未招募。' }),
    {},
  );

const full = (ctx: Context, places: number) =>
  refusal(
    'ActivityFull',
    'ACTIVITY_FULL',
    say(ctx, { en: `All ${places} places are taken.`, zh: `${places}个名额已满。` }),
    { places },
  );
