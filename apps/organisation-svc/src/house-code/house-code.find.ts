import { refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type {} from '../generated/graphql';
import { codeIn, payloadOf } from './code';
import type { HouseCode } from './house-code.entity';

/** What a scanned code stands for, or why it stands for nothing. */
export async function scanHouseCode(ctx: Context, scanned: string) {
  const code = await ctx.load.houseCodeByCode.load(codeIn(scanned));
  if (!code) return noSuchCode(ctx);
  return code.state === 'REVOKED'
    ? houseCodeRevoked(ctx, code)
    : { ...code, __typename: 'HouseCode' as const };
}

/** What was scanned is not repeated: it may be somebody's, mistyped. */
export const noSuchCode = (ctx: Pick<Context, 'language'>) =>
  refusal(
    'NotFound',
    'NOT_FOUND',
    say(ctx, { en: 'No household has this code.', zh: '没有住户使用该户码。' }),
    { id: '' },
  );

export const houseCodeRevoked = (ctx: Pick<Context, 'language'>, { revokedOn }: HouseCode) =>
  refusal(
    'HouseCodeRevoked',
    'HOUSE_CODE_REVOKED',
    say(ctx, {
      en: `This house code was revoked on ${revokedOn}; scan the plate that hangs there now.`,
      zh: `该户码已于 ${revokedOn} 停用；请扫描现行门牌上的户码。`,
    }),
    { revokedOn: revokedOn! },
  );

/** The household of a code. */
export const householdOf = async ({ load }: Context, { areaId }: HouseCode) =>
  (await load.areasOn(null).byId.load(areaId))!;

/** The code itself, to those whose area it is; null to anybody else. */
export async function codeShown(ctx: Context, code: HouseCode) {
  const { path } = await householdOf(ctx, code);
  return liesIn(path, ctx.scope.areaPath) ? code.code : null;
}

/** What the picture of a code holds, to those whose area it is. */
export async function payloadShown(ctx: Context, houseCode: HouseCode) {
  const code = await codeShown(ctx, houseCode);
  const household = await householdOf(ctx, houseCode);
  return code && payloadOf(code, ctx.localities.holding(household.code)?.houseCodeLink ?? null);
}

/** How complete the registering of households is at an area. */
export async function registerOf({ load, localities }: Context, { path, code }: Area) {
  const head = localities.holding(code)?.headOf('HOUSEHOLD');
  return load.householdRegister(head).load(path);
}
