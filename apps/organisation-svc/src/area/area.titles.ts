import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { AreaLevel } from '../generated/graphql';
import type { Title } from '../locality';
import type { Area } from './area.entity';

/** What the locality calls an area of this level; above all localities it goes by its plain name. */
export const localTitle = (ctx: Context, { code, level }: Area) =>
  say(ctx, ctx.localities.holding(code)?.levelTitle(level) ?? PLAIN[level]);

const PLAIN: Record<AreaLevel, Title> = {
  PROVINCE: { zh: '省', en: 'Province' },
  PREFECTURE: { zh: '市（州）', en: 'Prefecture' },
  COUNTY: { zh: '县（市、区）', en: 'County' },
  TOWNSHIP: { zh: '街道（乡镇）', en: 'Street or township' },
  COMMUNITY: { zh: '社区（村）', en: 'Community or village' },
  COMPOUND: { zh: '小区', en: 'Compound' },
  GRID: { zh: '网格', en: 'Grid' },
  BUILDING: { zh: '楼栋', en: 'Building' },
  UNIT: { zh: '单元', en: 'Unit' },
  HOUSEHOLD: { zh: '户', en: 'Household' },
};
