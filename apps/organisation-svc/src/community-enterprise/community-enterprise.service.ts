import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import { inFuture } from '../area/area.refusals';
import { unknownModel } from '../community-income/income-models';
import type { Context } from '../context';
import type {
  EndCommunityEnterpriseInput,
  RegisterCommunityEnterpriseInput,
  UnitKind,
} from '../generated/graphql';
import { Unit } from '../unit/unit.entity';
import { CommunityEnterprise } from './community-enterprise.entity';
import { communityEnterpriseLife } from './community-enterprise.life';

/** What a community can run. */
const FIT: readonly UnitKind[] = ['ENTERPRISE', 'SOCIAL_ORGANISATION', 'PROPERTY_COMPANY'];

export const registerCommunityEnterprise = (ctx: Context, input: RegisterCommunityEnterpriseInput) =>
  act(ctx, CommunityEnterprise, 'registerCommunityEnterprise', input, async (registering) => {
    const { unitId, areaId, model, from } = input;
    const community = await reached(registering, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    const unit = await registering.tx.findOneBy(Unit, { id: unitId, state: 'ACTIVE' });
    if (!unit) return notFound(ctx, 'Unit', unitId);

    await lockName(registering.tx, `community enterprise ${unitId}`);
    const fault =
      notACommunity(ctx, community) ??
      unfit(ctx, unit) ??
      unknownModel(ctx, community, model) ??
      inFuture(registering, 'from', from) ??
      (await alreadyRun(registering, unit));
    if (fault) return fault;

    return begin(registering, communityEnterpriseLife, 'REGISTER', {
      state: 'RUNNING',
      unitId,
      areaId,
      model,
      fromOn: from,
    });
  });

export const endCommunityEnterprise = (ctx: Context, input: EndCommunityEnterpriseInput) =>
  act(ctx, CommunityEnterprise, 'endCommunityEnterprise', input, (ending) =>
    take(
      ending,
      communityEnterpriseLife,
      {
        id: input.id,
        action: 'END',
        unless: async (enterprise) =>
          (await outside(ending, enterprise)) ??
          blank(ctx, 'reason', input.reason) ??
          inFuture(ending, 'to', input.to) ??
          beforeItBegan(ctx, enterprise, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

const outside = async (acting: Act, { id, areaId }: CommunityEnterprise) =>
  (await reached(acting, areaId)) ? null : notFound(acting, 'CommunityEnterprise', id);

const notACommunity = (ctx: Listener, { name, level }: Area) =>
  level === 'COMMUNITY'
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `Communities run these enterprises; ${name} is a ${level}.`,
        zh: `社办企业由社区举办；${name}的层级为 ${level}。`,
      });

const unfit = (ctx: Listener, { name, kind }: Unit) =>
  FIT.includes(kind)
    ? null
    : invalidInput(ctx, 'unitId', {
        en: `A community cannot run ${name}, which is a ${kind}.`,
        zh: `${name}的类别为 ${kind}，不能作为社办企业。`,
      });

async function alreadyRun(registering: Act, { id: unitId, name }: Unit) {
  const enterprise = await registering.tx.findOneBy(CommunityEnterprise, { unitId, state: 'RUNNING' });
  if (!enterprise) return null;
  return refusal(
    'AlreadyCommunityRun',
    'ALREADY_COMMUNITY_RUN',
    say(registering, { en: `A community runs ${name} already.`, zh: `${name}已由社区举办。` }),
    { enterprise },
  );
}

const beforeItBegan = (ctx: Listener, { fromOn }: CommunityEnterprise, to: string) =>
  to >= fromOn
    ? null
    : invalidInput(ctx, 'to', {
        en: `"to" must not be before ${fromOn}, when it began.`,
        zh: `“to”不得早于开办日 ${fromOn}。`,
      });
