import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { beyondReach, reached } from '../area/area.reach';
import { unknownModel } from '../community-income/income-models';
import type { Context } from '../context';
import type {
  EndCommunityEnterpriseInput,
  RegisterCommunityEnterpriseInput,
  UnitKind,
} from '../generated/graphql';
import { afterToday, endsBeforeItBegins, notAtLevel } from '../guards';
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
      notAtLevel(ctx, community, 'COMMUNITY') ??
      unfit(ctx, unit) ??
      unknownModel(ctx, community, model) ??
      afterToday(registering, 'from', from) ??
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
          (await beyondReach(ending, enterprise)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(ending, 'to', input.to) ??
          endsBeforeItBegins(ctx, enterprise, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

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
