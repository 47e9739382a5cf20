import { type Act, act, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { IsNull } from 'typeorm';
import { Area } from '../area/area.entity';
import { areaLife } from '../area/area.life';
import { outside } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AreaAction,
  EncloseCompoundInput,
  HandOverCompoundInput,
  PropertyMode,
  TakeCompoundIntoCustodyInput,
  UnitKind,
} from '../generated/graphql';
import { afterToday, dayBefore } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Unit } from '../unit/unit.entity';
import { type Management, unrecorded } from './compound.find';
import { CompoundManagement } from './compound-management.entity';

export const takeCompoundIntoCustody = (ctx: Context, input: TakeCompoundIntoCustodyInput) =>
  act(ctx, Area, 'takeCompoundIntoCustody', input, (taking) => {
    const { id, partyOrganisationId, on, until, reason } = input;
    return take(
      taking,
      areaLife,
      {
        id,
        action: 'TAKE_INTO_CUSTODY',
        unless: async (compound) =>
          (await notACompound(taking, compound)) ??
          blank(ctx, 'reason', reason) ??
          afterToday(taking, 'on', on) ??
          endsBeforeItBegins(ctx, on, until) ??
          (await beforeLastChangeOfHands(taking, compound, on)) ??
          (await notItsCommittee(taking, compound, partyOrganisationId)) ??
          (await sameHands(taking, compound, { mode: 'PARTY_COMMITTEE_CUSTODY', partyOrganisationId })),
      },
      (compound) =>
        changeHands(taking, compound, on, {
          mode: 'PARTY_COMMITTEE_CUSTODY',
          unitId: null,
          partyOrganisationId,
          untilOn: until ?? null,
          reason: reason.trim(),
        }),
    );
  });

export const handOverCompound = (ctx: Context, input: HandOverCompoundInput) =>
  act(ctx, Area, 'handOverCompound', input, (handing) => {
    const { id, mode, unitId, on, reason } = input;
    return take(
      handing,
      areaLife,
      {
        id,
        action: 'HAND_OVER',
        unless: async (compound) =>
          (await notACompound(handing, compound)) ??
          blank(ctx, 'reason', reason) ??
          afterToday(handing, 'on', on) ??
          (await beforeLastChangeOfHands(handing, compound, on)) ??
          (await wrongManager(handing, input)) ??
          (await sameHands(handing, compound, { mode, unitId: unitId ?? null })),
      },
      (compound) =>
        changeHands(handing, compound, on, {
          mode,
          unitId: unitId ?? null,
          partyOrganisationId: null,
          untilOn: null,
          reason: reason.trim(),
        }),
    );
  });

export const encloseCompound = (ctx: Context, input: EncloseCompoundInput) =>
  act(ctx, Area, 'encloseCompound', input, (enclosing) =>
    take(
      enclosing,
      areaLife,
      {
        id: input.id,
        action: 'ENCLOSE',
        unless: async (compound) =>
          (await notACompound(enclosing, compound)) ??
          afterToday(enclosing, 'on', input.on) ??
          enclosedAlready(ctx, compound),
      },
      () => ({ set: { enclosed: true }, reason: input.reason, facts: { on: input.on } }),
    ),
  );

/** What may be done to an area of any level, and to compounds alone. */
export const onlyOfCompounds: readonly AreaAction[] = [
  'TAKE_INTO_CUSTODY',
  'HAND_OVER',
  'ENCLOSE',
  'RECOGNISE',
];

/** Ends the hands that a compound is in, begins others, and says what the compound becomes by it. */
async function changeHands(
  { tx }: Act,
  compound: Area,
  on: string,
  next: Omit<Management, 'fromOn' | 'toOn'>,
) {
  const last = await lastOf(tx, compound.id);
  if (last) await tx.update(CompoundManagement, last.id, { toOn: on });
  else await tx.insert(CompoundManagement, { ...unrecorded(compound), areaId: compound.id, toOn: on });
  await tx.insert(CompoundManagement, { ...next, areaId: compound.id, fromOn: on });

  const wasUnmanaged = compound.propertyMode === 'NONE';
  return {
    set: {
      propertyMode: next.mode,
      managedSince: next.mode === 'NONE' ? null : on,
      introducedProperty: compound.introducedProperty || (wasUnmanaged && byCompany.has(next.mode)),
    },
    reason: next.reason,
    facts: { on, mode: next.mode, was: compound.propertyMode, unitId: next.unitId },
  };
}

const lastOf = (tx: Act['tx'], areaId: string) =>
  tx.findOneBy(CompoundManagement, { areaId, toOn: IsNull() });

const byCompany = new Set<PropertyMode>(['COMPANY', 'PACKAGE', 'STATE_BACKSTOP']);

/** Which kinds of units manage compounds. */
const managing = new Set<UnitKind>([
  'PROPERTY_COMPANY',
  'ENTERPRISE',
  'OWNERS_COMMITTEE',
  'RESIDENTS_COMMITTEE',
]);

const notACompound = (acting: Act, area: Area) =>
  outside(acting, area) ??
  (area.level === 'COMPOUND'
    ? null
    : invalidInput(acting, 'id', {
        en: `Only a COMPOUND changes hands; ${area.name} is a ${area.level}.`,
        zh: `只有小区（COMPOUND）才能变更管理方；${area.name}的层级为 ${area.level}。`,
      }));

const endsBeforeItBegins = (ctx: Listener, on: string, until: string | null | undefined) =>
  until ? dayBefore(ctx, 'until', until, on, { en: 'the first day in custody', zh: '代管起始日' }) : null;

async function beforeLastChangeOfHands({ tx, ...ctx }: Act, compound: Area, on: string) {
  const since = (await lastOf(tx, compound.id))?.fromOn ?? compound.managedSince ?? compound.validFrom;
  return on > since
    ? null
    : invalidInput(ctx, 'on', {
        en: `"on" must be after ${since}, since when it is in its present hands.`,
        zh: `“on”须晚于现管理方接管之日 ${since}。`,
      });
}

/** The committee of the community that the compound lies in, seated there. */
async function notItsCommittee(taking: Act, compound: Area, id: string) {
  const committee = await taking.tx.findOneBy(PartyOrganisation, { id, state: 'ACTIVE' });
  const seat = committee && (await taking.tx.findOneBy(Area, { id: committee.areaId }));
  if (!committee || !seat || !liesIn(seat.path, taking.scope.areaPath)) {
    return notFound(taking, 'PartyOrganisation', id);
  }
  const isCommittee =
    committee.kind === 'COMMUNITY_COMMITTEE' || committee.kind === 'BIG_COMMUNITY_COMMITTEE';
  if (isCommittee && seat.level === 'COMMUNITY' && liesIn(compound.path, seat.path)) return null;

  const [community] = await taking.tx.query(COMMUNITY_OF, [compound.path]);
  return refusal(
    'NotItsCommittee',
    'NOT_ITS_COMMITTEE',
    say(taking, {
      en: `${committee.name} is not the committee of the community that ${compound.name} lies in.`,
      zh: `${committee.name}不是${compound.name}所在社区的党委。`,
    }),
    { community: community ? await taking.tx.findOneByOrFail(Area, { id: community.id }) : null },
  );
}

const COMMUNITY_OF = /* SQL */ `
  select id from area where level = 'COMMUNITY' and state = 'ACTIVE'
    and label = any(string_to_array(trim(both '/' from $1::text), '/'))
`;

async function wrongManager(handing: Act, { mode, unitId }: HandOverCompoundInput) {
  if (mode === 'PARTY_COMMITTEE_CUSTODY') {
    return invalidInput(handing, 'mode', {
      en: 'A Party committee takes a compound into custody by takeCompoundIntoCustody.',
      zh: '社区党委代管请使用 takeCompoundIntoCustody。',
    });
  }
  if (byCompany.has(mode) ? !unitId : mode === 'NONE' && unitId) {
    return invalidInput(handing, 'unitId', {
      en:
        mode === 'NONE'
          ? 'Nobody manages it then: name no unit.'
          : `Name who manages it: it is given to a ${mode}.`,
      zh: mode === 'NONE' ? '无人管理时不应指定单位。' : `请指定管理单位（${mode}）。`,
    });
  }
  if (!unitId) return null;
  const unit = await handing.tx.findOneBy(Unit, { id: unitId, state: 'ACTIVE' });
  if (!unit) return notFound(handing, 'Unit', unitId);
  return managing.has(unit.kind)
    ? null
    : invalidInput(handing, 'unitId', {
        en: `${unit.name} is a ${unit.kind}, which does not manage compounds.`,
        zh: `${unit.name}的类型为 ${unit.kind}，不能管理小区。`,
      });
}

async function sameHands(
  acting: Act,
  compound: Area,
  { mode, unitId = null, partyOrganisationId = null }: Partial<Management>,
) {
  const last = await lastOf(acting.tx, compound.id);
  const present = last ?? unrecorded(compound);
  const isSame =
    present.mode === mode && present.unitId === unitId && present.partyOrganisationId === partyOrganisationId;
  // Of a compound that has not changed hands yet only the mode is known: naming its manager is news.
  if (!isSame) return null;
  return refusal(
    'SameHands',
    'SAME_HANDS',
    say(acting, { en: `${compound.name} is in these hands already.`, zh: `${compound.name}已由其管理。` }),
    { management: present },
  );
}

const enclosedAlready = (ctx: Listener, { name, enclosed }: Area) =>
  enclosed ? invalidInput(ctx, 'id', { en: `${name} is enclosed already.`, zh: `${name}已围合。` }) : null;
