import { type Act, act, begin, lockName, reaching, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { In, IsNull } from 'typeorm';
import { Appointment } from '../appointment/appointment.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  ConferHonourInput,
  DeclineHonourInput,
  HonourKind,
  PutForwardForHonourInput,
  RecommendForHonourInput,
  RevokeHonourInput,
} from '../generated/graphql';
import { afterToday, dayBefore, yearNotBegun } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Person } from '../person/person.entity';
import { Honour } from './honour.entity';
import { honourLife } from './honour.life';

export const recommendForHonour = (ctx: Context, input: RecommendForHonourInput) =>
  act(ctx, Honour, 'recommendForHonour', input, async (recommending) => {
    const { kind, level, year } = input;
    const holder = await holderOf(recommending, input);
    if (isRefusal(holder)) return holder;

    const { personId, partyOrganisationId } = holder;
    await lockName(recommending.tx, `honour of ${personId ?? partyOrganisationId}`);
    const fault = yearNotBegun(recommending, year) ?? (await alreadyRecommended(recommending, input, holder));
    if (fault) return fault;

    return begin(recommending, honourLife, 'RECOMMEND', {
      ...holder,
      state: 'RECOMMENDED',
      kind,
      level,
      year,
      recommendedOn: dateIn(ctx.now),
      conferredOn: null,
    });
  });

export const putForwardForHonour = (ctx: Context, input: PutForwardForHonourInput) =>
  act(ctx, Honour, 'putForwardForHonour', input, (putting) =>
    take(putting, honourLife, {
      id: input.id,
      action: 'PUT_FORWARD',
      unless: (honour) => beyondReach(putting, honour),
    }),
  );

export const conferHonour = (ctx: Context, input: ConferHonourInput) =>
  act(ctx, Honour, 'conferHonour', input, (conferring) =>
    take(
      conferring,
      honourLife,
      {
        id: input.id,
        action: 'CONFER',
        unless: async (honour) =>
          (await beyondReach(conferring, honour)) ??
          afterToday(conferring, 'on', input.on) ??
          beforeRecommended(ctx, honour, input.on),
      },
      () => ({ set: { conferredOn: input.on }, facts: { on: input.on } }),
    ),
  );

export const declineHonour = (ctx: Context, input: DeclineHonourInput) =>
  act(ctx, Honour, 'declineHonour', input, (declining) =>
    take(
      declining,
      honourLife,
      {
        id: input.id,
        action: 'DECLINE',
        unless: async (honour) =>
          (await beyondReach(declining, honour)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const revokeHonour = (ctx: Context, input: RevokeHonourInput) =>
  act(ctx, Honour, 'revokeHonour', input, (revoking) =>
    take(
      revoking,
      honourLife,
      {
        id: input.id,
        action: 'REVOKE',
        unless: async (honour) => (await beyondReach(revoking, honour)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

type Holder = Pick<Honour, 'personId' | 'partyOrganisationId' | 'post' | 'areaId'>;

/** Whom an honour is for, with the post in which they are recommended; a refusal where the honour does not fit them. */
function holderOf(recommending: Act, input: RecommendForHonourInput) {
  const isForOrganisation = input.kind === 'ADVANCED_PARTY_ORGANISATION';
  const { personId, partyOrganisationId } = input;
  if (isForOrganisation && partyOrganisationId && !personId) {
    return organisationHolder(recommending, partyOrganisationId);
  }
  if (!isForOrganisation && personId && !partyOrganisationId) {
    return personHolder(recommending, input, personId);
  }
  return invalidInput(recommending, isForOrganisation ? 'partyOrganisationId' : 'personId', {
    en: `${input.kind} is for a ${isForOrganisation ? 'Party organisation' : 'person'}; name it and nothing else.`,
    zh: `${input.kind} 授予${isForOrganisation ? '党组织' : '个人'}；须且只须给出该对象。`,
  });
}

async function organisationHolder(recommending: Act, id: string) {
  const organisation = await recommending.tx.findOneBy(PartyOrganisation, { id, state: 'ACTIVE' });
  if (!organisation || !(await reached(recommending, organisation.areaId))) {
    return notFound(recommending, 'PartyOrganisation', id);
  }
  const holder: Holder = { personId: null, partyOrganisationId: id, post: null, areaId: organisation.areaId };
  return holder;
}

async function personHolder(recommending: Act, { kind, post }: RecommendForHonourInput, id: string) {
  const person = await recommending.tx.findOneBy(Person, { id });
  const held =
    post && (await recommending.tx.findOneBy(Appointment, { personId: id, post, state: 'SERVING' }));
  const areaId = held ? held.areaId : person?.areaId;
  if (!person || !areaId || !(await reached(recommending, areaId)))
    return notFound(recommending, 'Person', id);

  const fault = notHeld(recommending, kind, post, !!held) ?? noMember(recommending, kind, person);
  const holder: Holder = { personId: id, partyOrganisationId: null, post: post ?? null, areaId };
  return fault ?? holder;
}

function notHeld(ctx: Listener, kind: HonourKind, post: string | null | undefined, isHeld: boolean) {
  if (isHeld || (!post && kind !== 'FRONT_RUNNER')) return null;
  return invalidInput(ctx, 'post', {
    en: post
      ? `The person does not hold the post ${post}.`
      : 'Name the post in which somebody is a front runner.',
    zh: post ? `该人员未任职务 ${post}。` : '请给出“头雁”所任职务。',
  });
}

const noMember = (ctx: Listener, kind: HonourKind, { politicalStatus }: Person) =>
  politicalStatus === 'PARTY_MEMBER'
    ? null
    : invalidInput(ctx, 'personId', {
        en: `${kind} is for Party members.`,
        zh: `${kind} 只授予中共党员。`,
      });

const beforeRecommended = (ctx: Listener, { recommendedOn }: Honour, day: string) =>
  dayBefore(ctx, 'on', day, recommendedOn, { en: 'the day of the recommendation', zh: '推荐之日' });

/** A recommendation from elsewhere lies out of the clerk's sight, so this looks with the eyes of the person. */
async function alreadyRecommended(
  recommending: Act,
  { kind, level, year }: RecommendForHonourInput,
  { personId, partyOrganisationId }: Holder,
) {
  const { tx, scope } = recommending;
  const known = await reaching(recommending, { personId: personId ?? scope.personId }, () =>
    tx.findOneBy(Honour, {
      kind,
      level,
      year,
      personId: personId ?? IsNull(),
      partyOrganisationId: partyOrganisationId ?? IsNull(),
      state: In(['RECOMMENDED', 'CANDIDATE', 'CONFERRED']),
    }),
  );
  if (!known) return null;

  return refusal(
    'AlreadyRecommended',
    'ALREADY_RECOMMENDED',
    say(recommending, {
      en: `Recommended for this honour of ${year} already.`,
      zh: `${year} 年已推荐过该项荣誉。`,
    }),
    { honour: await tx.findOneBy(Honour, { id: known.id }) },
  );
}
