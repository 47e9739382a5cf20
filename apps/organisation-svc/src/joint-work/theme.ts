import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { invalidInput } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { JointWork, Theme } from '../locality';

/** What the locality that an area lies in says of joint work today; undefined where it says nothing. */
export const jointWorkAt = (
  { localities, now }: Context,
  { code }: Pick<Area, 'code'>,
): JointWork | undefined => localities.holding(code)?.jointWork(dateIn(now));

/** The refusal of a theme that the locality does not have; null for one that it has, or for none. */
export function unknownTheme(ctx: Context, area: Area, key: string | null | undefined) {
  const themes = jointWorkAt(ctx, area)?.themes ?? [];
  if (!isGiven(key) || themes.some((theme) => theme.key === key)) return null;

  const known = themes.map((theme) => theme.key);
  return invalidInput(ctx, 'theme', {
    en: `This locality has no theme ${key}; it has ${known.join(', ') || 'none'}.`,
    zh: `本地没有主题 ${key}；可用主题：${known.join('、') || '无'}。`,
  });
}

/** The theme of a record; one that the profile no longer names keeps its key for a title. */
export async function themeOf(
  ctx: Context,
  { areaId, theme }: { areaId: string; theme: string | null },
): Promise<Theme | null> {
  if (theme === null) return null;
  const area = await ctx.load.areasOn(null).byId.load(areaId);
  const known = jointWorkAt(ctx, area!)?.themes.find(({ key }) => key === theme);
  return known ?? { key: theme, title: { zh: theme, en: theme } };
}
