import { type Act, act, begin, lockName, take, takeAll } from '@jinlin/acts';
import { blank, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AdoptPairingsInput,
  DiscardPairingsInput,
  DropFromPairingsInput,
  ProposePairingsInput,
} from '../generated/graphql';
import { afterToday, dayBefore } from '../guards';
import { Unit } from '../unit/unit.entity';
import { type Assignment, allocate, type Bearer, type Borne, reallocate } from './allocate';
import { Allocation, Pairing } from './pairing.entity';
import { allocationLife, pairingLife } from './pairing.life';

/** More units than any city pairs; the table of all possible pairs stays small. */
const UNITS_AT_MOST = 1000;

export const proposePairings = (ctx: Context, input: ProposePairingsInput) =>
  act(ctx, Allocation, 'proposePairings', input, async (proposing) => {
    const area = await reached(proposing, input.areaId);
    if (!area) return notFound(ctx, 'Area', input.areaId);

    const units = await bearersOf(proposing, capacitiesOf(input));
    if (isRefusal(units)) return units;
    const communities = input.communityIds
      ? await communitiesNamed(proposing, area, input.communityIds)
      : await communitiesUnpaired(proposing, area);
    if (isRefusal(communities)) return communities;

    const fault =
      wrongNumber(ctx, input) ??
      noCommunity(ctx, communities) ??
      (await alreadyPaired(
        proposing,
        communities.map(({ id }) => id),
      ));
    if (fault) return fault;

    const allocation = await begin(proposing, allocationLife, 'PROPOSE', {
      state: 'PROPOSED',
      areaId: area.id,
    });
    await propose(proposing, allocation, allocate(units, communities));
    return allocation;
  });

export const adoptPairings = (ctx: Context, input: AdoptPairingsInput) =>
  act(ctx, Allocation, 'adoptPairings', input, (adopting) =>
    take(
      adopting,
      allocationLife,
      {
        id: input.id,
        action: 'ADOPT',
        unless: async (allocation) =>
          (await beyondReach(adopting, allocation)) ??
          afterToday(adopting, 'from', input.from) ??
          (await pairedMeanwhile(adopting, allocation)),
      },
      async (allocation) => {
        const proposed = await proposedIn(adopting, allocation);
        const ids = proposed.map(({ id }) => id);
        await takeAll(adopting, pairingLife, { ids, action: 'ADOPT' }, () => ({
          set: { fromOn: input.from },
        }));
        return { facts: { from: input.from, communities: proposed.length } };
      },
    ),
  );

export const discardPairings = (ctx: Context, input: DiscardPairingsInput) =>
  act(ctx, Allocation, 'discardPairings', input, (discarding) =>
    take(
      discarding,
      allocationLife,
      {
        id: input.id,
        action: 'DISCARD',
        unless: async (allocation) =>
          (await beyondReach(discarding, allocation)) ??
          blank(ctx, 'reason', input.reason) ??
          (await partlyInForce(discarding, allocation)),
      },
      async (allocation) => {
        const proposed = await proposedIn(discarding, allocation);
        const ids = proposed.map(({ id }) => id);
        await takeAll(discarding, pairingLife, { ids, action: 'DISCARD' });
        return { reason: input.reason, facts: { communities: ids.length } };
      },
    ),
  );

export const dropFromPairings = (ctx: Context, input: DropFromPairingsInput) =>
  act(ctx, Allocation, 'dropFromPairings', input, (dropping) =>
    take(
      dropping,
      allocationLife,
      {
        id: input.id,
        action: 'DROP',
        unless: async (allocation) =>
          (await beyondReach(dropping, allocation)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(dropping, 'to', input.to) ??
          (await cannotDrop(dropping, allocation, input)),
      },
      async (allocation) => {
        const left = await endPairingsOf(dropping, allocation, input);
        const others = await standingIn(dropping, allocation);
        const borne = new Map<string, number>();
        for (const { unitId } of others) borne.set(unitId, (borne.get(unitId) ?? 0) + 1);
        const capacityOf = new Map(others.map(({ unitId, reasons }) => [unitId, reasons.capacity]));

        // A unit that closed in the meantime takes on nothing more.
        const units = await seatsOf(dropping, capacityOf);
        await propose(dropping, allocation, reallocate(units, borne, left));
        return {
          reason: input.reason,
          facts: { unitId: input.unitId, to: input.to, communities: left.length },
        };
      },
    ),
  );

async function propose(proposing: Act, { id: allocationId }: Allocation, assignments: readonly Assignment[]) {
  for (const assignment of assignments) {
    await begin(
      proposing,
      pairingLife,
      'PROPOSE',
      { ...assignment, state: 'PROPOSED', allocationId, proposedAt: proposing.now },
      { facts: { ...assignment.reasons } },
    );
  }
}

/** Ends what a unit bears in an allocation, and answers with the communities that this leaves. */
async function endPairingsOf(
  dropping: Act,
  { id: allocationId }: Allocation,
  { unitId, to, reason }: DropFromPairingsInput,
) {
  const borne = await dropping.tx.findBy(Pairing, { allocationId, unitId, state: 'ADOPTED' });
  for (const { id } of borne) {
    await take(dropping, pairingLife, { id, action: 'END' }, () => ({ set: { toOn: to }, reason }));
  }
  const communities = await dropping.tx.findBy(Area, { id: In(borne.map(({ areaId }) => areaId)) });
  return communities.map(asBorne);
}

const standingIn = ({ tx }: Act, { id: allocationId }: Allocation) =>
  tx.findBy(Pairing, { allocationId, state: In(['PROPOSED', 'ADOPTED']) });

const proposedIn = ({ tx }: Act, { id: allocationId }: Allocation) =>
  tx.findBy(Pairing, { allocationId, state: 'PROPOSED' });

const capacitiesOf = ({ units }: ProposePairingsInput) =>
  new Map(units.map(({ unitId, capacity }) => [unitId, capacity ?? 1]));

/** The units of a proposal, each within reach. */
async function bearersOf(proposing: Act, capacityOf: ReadonlyMap<string, number>) {
  const units = await seatsOf(proposing, capacityOf);
  const reachable = new Set(
    units.filter(({ path }) => liesIn(path, proposing.scope.areaPath)).map(({ id }) => id),
  );
  const missing = [...capacityOf.keys()].find((id) => !reachable.has(id));
  return missing ? notFound(proposing, 'Unit', missing) : units;
}

async function seatsOf({ tx }: Act, capacityOf: ReadonlyMap<string, number>): Promise<Bearer[]> {
  const units = await tx.findBy(Unit, { id: In([...capacityOf.keys()]), state: 'ACTIVE' });
  const seats = await tx.findBy(Area, { id: In(units.map(({ areaId }) => areaId)) });
  const seatOf = new Map(seats.map((seat) => [seat.id, seat]));
  return units.map(({ id, areaId }) => {
    const { path, longitude, latitude } = seatOf.get(areaId)!;
    return { id, path, longitude, latitude, capacity: capacityOf.get(id)! };
  });
}

const asBorne = ({ id, path, longitude, latitude, householdCount }: Area): Borne => ({
  id,
  path,
  longitude,
  latitude,
  households: householdCount ?? 0,
});

async function communitiesNamed(proposing: Act, area: Area, ids: readonly string[]) {
  const communities = await proposing.tx.findBy(Area, {
    id: In([...ids]),
    level: 'COMMUNITY',
    state: 'ACTIVE',
  });
  const found = new Set(communities.filter(({ path }) => liesIn(path, area.path)).map(({ id }) => id));
  const missing = ids.find((id) => !found.has(id));
  return missing ? notFound(proposing, 'Area', missing) : communities.map(asBorne);
}

async function communitiesUnpaired({ tx }: Act, { path }: Area): Promise<Borne[]> {
  const communities = await tx
    .createQueryBuilder(Area, 'a')
    .where(`a.level = 'COMMUNITY' and a.urban and a.inProgramme and a.state = 'ACTIVE'`)
    .andWhere('starts_with(a.path, :path)', { path })
    .andWhere(`not exists (select from pairing p where p.area_id = a.id and p.state = 'ADOPTED')`)
    .getMany();
  return communities.map(asBorne);
}

function wrongNumber(ctx: Listener, { units }: ProposePairingsInput) {
  const isRight =
    units.length >= 1 &&
    units.length <= UNITS_AT_MOST &&
    new Set(units.map(({ unitId }) => unitId)).size === units.length &&
    units.every(({ capacity }) => (capacity ?? 1) >= 1);
  if (isRight) return null;
  return invalidInput(ctx, 'units', {
    en: `Name from 1 to ${UNITS_AT_MOST} units, each once, with a capacity from 1.`,
    zh: `请给出 1 至 ${UNITS_AT_MOST} 个单位，不得重复，能力值不小于 1。`,
  });
}

const noCommunity = (ctx: Listener, communities: readonly Borne[]) =>
  communities.length
    ? null
    : invalidInput(ctx, 'communityIds', {
        en: 'No community there waits for a unit.',
        zh: '该区域没有待结对的社区。',
      });

async function cannotDrop(dropping: Act, allocation: Allocation, { unitId, to }: DropFromPairingsInput) {
  const standing = await standingIn(dropping, allocation);
  const own = standing.filter((pairing) => pairing.unitId === unitId);
  if (own.length === 0) return notFound(dropping, 'Unit', unitId);
  if (own.length === standing.length) {
    return invalidInput(dropping, 'unitId', {
      en: 'No other unit is left to take its communities.',
      zh: '没有其他单位可以接手其社区。',
    });
  }
  const latest = own
    .map(({ fromOn }) => fromOn!)
    .sort()
    .at(-1)!;
  return dayBefore(dropping, 'to', to, latest, { en: 'when its pairings were adopted', zh: '结对确定之日' });
}

/** After a unit dropped out the rest is in force: what is proposed then is adopted, or another unit drops out. */
const partlyInForce = async (discarding: Act, { id: allocationId }: Allocation) =>
  (await discarding.tx.existsBy(Pairing, { allocationId, state: 'ADOPTED' }))
    ? invalidInput(discarding, 'id', {
        en: 'Part of this allocation is in force; adopt what it proposes.',
        zh: '该方案的一部分已生效；请确定其余结对。',
      })
    : null;

/** Two allocations may propose the same community, so one is adopted after another. */
async function pairedMeanwhile(adopting: Act, allocation: Allocation) {
  await lockName(adopting.tx, 'adopting pairings');
  const proposed = await proposedIn(adopting, allocation);
  return alreadyPaired(
    adopting,
    proposed.map(({ areaId }) => areaId),
  );
}

async function alreadyPaired(acting: Act, areaIds: readonly string[]) {
  const pairing = await acting.tx.findOneBy(Pairing, { areaId: In([...areaIds]), state: 'ADOPTED' });
  if (!pairing) return null;

  const community = await acting.tx.findOneByOrFail(Area, { id: pairing.areaId });
  return refusal(
    'AlreadyPaired',
    'ALREADY_PAIRED',
    say(acting, {
      en: `${community.name} is paired with a unit already.`,
      zh: `${community.name}已与单位结对。`,
    }),
    { pairing },
  );
}
