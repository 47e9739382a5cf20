import { say } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { Demand } from '../demand/demand.entity';
import type { MatchReasonKind } from '../generated/graphql';
import { bestFor, type Proposal } from './propose';
import type { Reason } from './score';

const PROPOSALS_AT_MOST = 20;

/** What could be promised for a demand now, the best first; nothing for one that is closed or lacks nothing. */
export async function proposalsFor(ctx: Context, demand: Demand, first: number): Promise<Proposal[]> {
  if (first < 1 || first > PROPOSALS_AT_MOST) {
    throw new GraphQLError(`"first" must be from 1 to ${PROPOSALS_AT_MOST}; it is ${first}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const rule = ctx.localities.named(demand.localityCode).threeLists(ctx.now);
  const weighable = rule && isOpen(demand) ? await ctx.load.weighable.load(demand.id) : null;
  return weighable ? bestFor(weighable.demand, weighable.shelf, rule!, ctx.now).slice(0, first) : [];
}

const isOpen = ({ state, promised, amount }: Demand) =>
  (state === 'PUBLISHED' || state === 'MATCHED' || state === 'IN_PROJECT') && promised < amount;

const SENTENCES: Record<MatchReasonKind, (fact: number | null) => { en: string; zh: string }> = {
  STEPS: (fact) =>
    fact === 0
      ? { en: 'Both stand in the same area.', zh: '同一区域。' }
      : {
          en: `${fact} ${fact === 1 ? 'step' : 'steps'} apart in the tree of areas.`,
          zh: `区划树上相距 ${fact} 级。`,
        },
  METRES: (fact) =>
    fact === null
      ? { en: 'How far apart they are is not known.', zh: '距离不详。' }
      : { en: `${fact} m apart.`, zh: `相距 ${fact} 米。` },
  TIME: (fact) => ({ en: `There on ${fact} % of the days.`, zh: `覆盖所需日期的 ${fact}%。` }),
  CAPACITY: (fact) => ({ en: `Enough for ${fact} % of what is missing.`, zh: `可满足缺口的 ${fact}%。` }),
  RECORD: (fact) => ({ en: `Keeps ${fact} % of its promises.`, zh: `履约率 ${fact}%。` }),
  WAITING: (fact) => ({ en: `On the list for ${fact} days.`, zh: `已公示 ${fact} 天。` }),
};

export const sentenceFor = (ctx: Context, { kind, fact }: Reason) => say(ctx, SENTENCES[kind](fact));
