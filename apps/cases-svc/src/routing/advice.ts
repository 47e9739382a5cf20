import { dateIn } from '@jinlin/calendar';
import { idOf } from '@jinlin/localities';
import { inForce, type Profile } from '@jinlin/profile';
import type { AdviceSource } from '../generated/graphql';

interface Sentence {
  zh: string;
  en: string;
}

/** To whom a case belongs, and why. */
export interface Advice {
  unitId: string | null;
  source: AdviceSource;
  reason: Sentence;
  ruleVersion: string;
}

/** What it follows from: what the case is about, and the codes of the areas that it lies in. */
export interface Routed {
  category: string;
  areaCodes: readonly string[];
}

const HOTLINE = 'hotline';

/** The dispatch catalogue in force at a moment; null where a locality has none. */
export function catalogueAt(profile: Profile, at: Date) {
  const day = dateIn(at);
  return profile.dispatchCatalogue?.some(({ effectiveFrom }) => effectiveFrom <= day)
    ? inForce(profile, 'dispatchCatalogue', day)
    : null;
}

/** To whom a case belongs: by the first entry of the catalogue that fits its category and place, or by its category alone. */
export function adviceFor(profile: Profile, { category, areaCodes }: Routed, at: Date): Advice | null {
  const unitId = (unit: string) => idOf('unit', `${profile.code}:${unit}`);
  const catalogue = catalogueAt(profile, at);
  const entry = catalogue?.entries.find(
    ({ category: listed, within }) =>
      category.startsWith(listed) && (!within || within.some((code) => areaCodes.includes(code))),
  );
  if (catalogue && entry) {
    return {
      unitId: entry.unit ? unitId(entry.unit) : null,
      source: entry.unit ? 'CATALOGUE' : 'ENTRY_LIST',
      reason: entry.unit ? byCatalogue(entry) : byEntryList(entry),
      ruleVersion: catalogue.ruleVersion,
    };
  }

  const { taxonomies, ruleVersion } = inForce(profile, 'taxonomies', dateIn(at));
  const known = taxonomies
    .find(({ key }) => key === HOTLINE)
    ?.categories.find(({ code }) => code === category);
  if (!known?.unit) return null;
  return { unitId: unitId(known.unit), source: 'CATEGORY', reason: byCategory(known), ruleVersion };
}

const byCatalogue = ({ key, basis }: { key: string; basis: Sentence }) => ({
  zh: `依据派单目录“${key}”：${basis.zh}`,
  en: `By entry "${key}" of the dispatch catalogue: ${basis.en}`,
});

const byEntryList = ({ entry, basis }: { entry?: string | undefined; basis: Sentence }) => ({
  zh: `依据社区工作事项准入清单 ${entry}，由社区办理：${basis.zh}`,
  en: `By ${entry} of the entry list the community does it itself: ${basis.en}`,
});

const byCategory = ({ code, title }: { code: string; title: Sentence }) => ({
  zh: `依据诉求分类 ${code}“${title.zh}”的责任单位。`,
  en: `By category ${code} "${title.en}", which names the unit that answers for it.`,
});
