import { type Act, act, begin, lockName, reaching, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AssignMemberInput,
  EndRegistrationInput,
  RegisterMemberAtInput,
  RegisterUnitAtInput,
} from '../generated/graphql';
import { afterToday, dayBefore, endsBeforeItBegins, notAtLevel } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Person } from '../person/person.entity';
import { Unit } from '../unit/unit.entity';
import { receiptOf } from './receipt';
import { Registration } from './registration.entity';
import { registrationLife } from './registration.life';

export const registerUnitAt = (ctx: Context, input: RegisterUnitAtInput) =>
  act(ctx, Registration, 'registerUnitAt', input, async (registering) => {
    const { unitId, areaId, from } = input;
    const community = await reached(registering, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    const unit = await registering.tx.findOneBy(Unit, { id: unitId, state: 'ACTIVE' });
    if (!unit) return notFound(ctx, 'Unit', unitId);

    await lockName(registering.tx, `registration of ${unitId}`);
    const standing = await standingOfUnit(registering, unitId, areaId);
    const fault =
      notAtLevel(ctx, community, 'COMMUNITY') ??
      afterToday(registering, 'from', from) ??
      (standing && alreadyRegisteredHere(ctx, community, standing));
    if (fault) return fault;

    return begin(registering, registrationLife, 'REGISTER', {
      state: 'ACTIVE',
      kind: 'UNIT',
      receipt: await receiptOf(registering, community, from),
      unitId,
      areaId,
      fromOn: from,
    });
  });

export const registerMemberAt = (ctx: Context, input: RegisterMemberAtInput) =>
  act(ctx, Registration, 'registerMemberAt', input, async (registering) => {
    const { personId, kind, memberClass, unitId, areaId, from } = input;
    const community = await reached(registering, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    const person = await registering.tx.findOneBy(Person, { id: personId });
    if (!person) return notFound(ctx, 'Person', personId);
    const unit = unitId ? await registering.tx.findOneBy(Unit, { id: unitId, state: 'ACTIVE' }) : null;
    if (unitId && !unit) return notFound(ctx, 'Unit', unitId);

    await lockName(registering.tx, `registration of ${personId}`);
    const standing = await reaching(registering, { personId }, () =>
      registering.tx.findOneBy(Registration, { personId, kind, state: 'ACTIVE' }),
    );
    const fault =
      notAtLevel(ctx, community, 'COMMUNITY') ??
      afterToday(registering, 'from', from) ??
      unfit(ctx, input, person) ??
      (standing?.areaId === areaId ? alreadyRegisteredHere(ctx, community, standing) : null) ??
      (standing && beginsBefore(ctx, standing, from)) ??
      (await workplaceElsewhere(registering, input, community));
    if (fault) return fault;

    if (standing) await leave(registering, standing, from);
    return begin(registering, registrationLife, 'REGISTER', {
      state: 'ACTIVE',
      kind,
      receipt: await receiptOf(registering, community, from),
      unitId: unitId ?? null,
      personId,
      areaId,
      memberClass,
      fromOn: from,
    });
  });

export const assignMember = (ctx: Context, input: AssignMemberInput) =>
  act(ctx, Registration, 'assignMember', input, (assigning) => {
    const { id, partyOrganisationId } = input;
    return take(
      assigning,
      registrationLife,
      {
        id,
        action: 'ASSIGN',
        unless: async (registration) =>
          (await beyondReach(assigning, registration)) ??
          ofUnit(ctx, registration) ??
          (await notOfCommunity(assigning, registration, partyOrganisationId)),
      },
      ({ partyOrganisationId: was }) => ({
        set: { partyOrganisationId },
        facts: { partyOrganisationId, was },
      }),
    );
  });

export const endRegistration = (ctx: Context, input: EndRegistrationInput) =>
  act(ctx, Registration, 'endRegistration', input, (ending) =>
    take(
      ending,
      registrationLife,
      {
        id: input.id,
        action: 'END',
        unless: async (registration) =>
          (await beyondReach(ending, registration)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(ending, 'to', input.to) ??
          endsBeforeItBegins(ctx, registration, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

/** The active registration of a unit, as such, at a community. */
const standingOfUnit = ({ tx }: Act, unitId: string, areaId: string) =>
  tx.findOneBy(Registration, { unitId, areaId, kind: 'UNIT', state: 'ACTIVE' });

/** Ends the registration that a new one takes the place of. */
const leave = (registering: Act, { id, personId }: Registration, day: string) =>
  reaching(registering, { personId }, () =>
    take(registering, registrationLife, { id, action: 'END' }, () => ({
      set: { toOn: day },
      reason: 'MOVED',
      facts: { to: day },
    })),
  );

const ofUnit = (ctx: Listener, { kind }: Registration) =>
  kind === 'UNIT'
    ? invalidInput(ctx, 'id', {
        en: 'Members are put into branches and groups; this registration is of a unit.',
        zh: '编入党组织的是党员；该登记属于单位。',
      })
    : null;

/** Members of every class are managed by the community, alone or beside their unit (D7). */
async function notOfCommunity(assigning: Act, { areaId }: Registration, partyOrganisationId: string) {
  const { tx } = assigning;
  // Kept as it is until the member is in: whoever dissolves it waits, and then finds the member there.
  const organisation = await tx.findOne(PartyOrganisation, {
    where: { id: partyOrganisationId, state: 'ACTIVE' },
    lock: { mode: 'pessimistic_read' },
  });
  if (!organisation) return notFound(assigning, 'PartyOrganisation', partyOrganisationId);

  const [community, seat] = await Promise.all(
    [areaId, organisation.areaId].map((id) => tx.findOneByOrFail(Area, { id })),
  );
  if (liesIn(seat!.path, community!.path)) return null;
  return invalidInput(assigning, 'partyOrganisationId', {
    en: `${organisation.name} is not seated in ${community!.name}, where the member is registered.`,
    zh: `${organisation.name}不在党员报到的${community!.name}。`,
  });
}

function unfit(
  ctx: Listener,
  { kind, memberClass, unitId }: RegisterMemberAtInput,
  { politicalStatus }: Person,
) {
  if (kind === 'UNIT') {
    return invalidInput(ctx, 'kind', {
      en: 'UNIT is for units; a member registers at WORKPLACE or RESIDENCE.',
      zh: 'UNIT 用于单位；党员按 WORKPLACE 或 RESIDENCE 报到。',
    });
  }
  if (!unitId && (kind === 'WORKPLACE' || memberClass === 'IN_SERVICE')) {
    return invalidInput(ctx, 'unitId', {
      en: 'Name the unit that sends the member.',
      zh: '请给出派出该党员的单位。',
    });
  }
  const isMember = politicalStatus === 'PARTY_MEMBER' || politicalStatus === 'PROBATIONARY_MEMBER';
  if (isMember || memberClass === 'IN_SERVICE') return null;
  return invalidInput(ctx, 'personId', {
    en: `Only Party members are ${memberClass}.`,
    zh: `只有党员才能归入 ${memberClass} 类。`,
  });
}

/** A member serves where the unit does: at a community that it is registered at (H21). */
async function workplaceElsewhere(
  registering: Act,
  { kind, unitId, areaId }: RegisterMemberAtInput,
  { name }: Area,
) {
  if (kind !== 'WORKPLACE' || (await standingOfUnit(registering, unitId!, areaId))) return null;
  return invalidInput(registering, 'areaId', {
    en: `The unit is not registered at ${name}; register the unit there first.`,
    zh: `该单位尚未到${name}报到；请先办理单位报到。`,
  });
}

const beginsBefore = (ctx: Listener, { fromOn }: Registration, day: string) =>
  dayBefore(ctx, 'from', day, fromOn, {
    en: 'when the member registered elsewhere',
    zh: '该党员在别处报到之日',
  });

const alreadyRegisteredHere = (ctx: Listener, { name }: Area, registration: Registration) =>
  refusal(
    'AlreadyRegisteredHere',
    'ALREADY_REGISTERED_HERE',
    say(ctx, {
      en: `Registered at ${name} already, with receipt ${registration.receipt}.`,
      zh: `已在${name}报到，回执号 ${registration.receipt}。`,
    }),
    { registration },
  );
