import { loadProfiles } from './load';
import { type Rule, type RuleBlock, ruleAt } from './rules';
import type { Profile } from './schema';

/** What a service needs to know of each locality, by the locality's code or by that of an area in it. */
export interface Localities<Rules> {
  all: readonly Rules[];
  named(code: string): Rules;
  /** The locality in which an area with this code lies. */
  of(areaCode: string): Rules;
  /** The same, or undefined for what lies outside all of them, such as a province. */
  holding(areaCode: string): Rules | undefined;
}

/** Reads every profile once, at start, into what a service needs of it; a faulty profile stops the start. */
export function localitiesBy<Rules extends { code: string }>(
  rulesOf: (profile: Profile) => Rules,
  profiles = loadProfiles(),
): Localities<Rules> {
  const all = [...profiles.values()].map(rulesOf);
  const byCode = new Map(all.map((rules) => [rules.code, rules]));
  // 210100 stands for the whole of 2101: the zeros at its end are padding.
  const holding = (areaCode: string) =>
    all.find(({ code }) => areaCode.startsWith(code.replace(/(00)+$/, '')));

  return {
    all,
    named(code) {
      const rules = byCode.get(code);
      if (!rules) throw new Error(`No profile is loaded for the locality ${code}.`);
      return rules;
    },
    holding,
    of(areaCode) {
      const rules = holding(areaCode);
      if (!rules) throw new Error(`No locality holds the area ${areaCode}.`);
      return rules;
    },
  };
}

/** The version of a block in force on a day, with the name that decisions made under it keep: 210100/visits/1. */
export function inForce<Block extends RuleBlock>(
  profile: Profile,
  block: Block,
  date: string,
): Rule<Block> & { ruleVersion: string } {
  const rule = ruleAt(profile, block, date);
  if (!rule) throw new Error(`${profile.code} has no ${block} on ${date}.`);
  return { ...rule, ruleVersion: `${profile.code}/${block}/${rule.version}` };
}
