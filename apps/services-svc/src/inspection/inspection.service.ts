import { act, begin, take } from '@jinlin/acts';
import { invalidInput } from '@jinlin/graphql';
import type { Context } from '../context';
import type { InspectSiteInput, MendInspectionInput } from '../generated/graphql';
import { afterToday } from '../guards';
import { ServiceSite } from '../site/site.entity';
import { keptSite, noneOfThese, siteNotKept } from '../site/site.guards';
import type { Checklist } from '../site/site.rules';
import { SiteInspection } from './inspection.entity';
import { checklistsFor } from './inspection.find';
import { inspectionLife } from './inspection.life';

export const inspectSite = (ctx: Context, input: InspectSiteInput) =>
  act(ctx, SiteInspection, 'inspectSite', input, async (inspecting) => {
    const { siteId, inspectedOn, remark = null } = input;
    const site = await keptSite(ctx, inspecting, siteId);
    if (!(site instanceof ServiceSite)) return site;
    const fault = afterToday(ctx, 'inspectedOn', inspectedOn);
    if (fault) return fault;

    const checklists = checklistsFor(ctx, site, inspectedOn);
    const checklist = checklists.find(({ key }) => key === input.checklist);
    if (!checklist) return noChecklist(ctx, checklists);
    const keys = checklist.items.map(({ key }) => key);
    const stranger = noneOfThese(ctx, 'present', input.present, keys);
    if (stranger) return stranger;

    const missing = keys.filter((key) => !input.present.includes(key));
    return begin(
      inspecting,
      inspectionLife,
      'INSPECT',
      {
        siteId,
        checklist: checklist.key,
        ruleVersion: checklist.ruleVersion,
        state: missing.length ? 'FAILED' : 'PASSED',
        inspectedOn,
        missing,
        remark,
      },
      { ruleVersion: checklist.ruleVersion, facts: { missing } },
    );
  });

export const mendInspection = (ctx: Context, input: MendInspectionInput) =>
  act(ctx, SiteInspection, 'mendInspection', input, (mending) => {
    const { id, mendedOn } = input;
    return take(
      mending,
      inspectionLife,
      {
        id,
        action: 'MEND',
        unless: async (inspection) =>
          (await siteNotKept(ctx, mending, 'SiteInspection')(inspection)) ??
          afterToday(ctx, 'mendedOn', mendedOn) ??
          beforeInspection(ctx, inspection, mendedOn),
      },
      () => ({ set: { mendedOn }, facts: { mendedOn } }),
    );
  });

function noChecklist(ctx: Context, checklists: readonly Checklist[]) {
  const keys = checklists.map(({ key }) => key);
  return invalidInput(ctx, 'checklist', {
    en: keys.length
      ? `Sites of this kind are inspected by ${keys.join(', ')}.`
      : 'Sites of this kind are not inspected here.',
    zh: keys.length ? `该类站点的检查清单：${keys.join('、')}。` : '本地对该类站点没有检查清单。',
  });
}

const beforeInspection = (ctx: Context, { inspectedOn }: SiteInspection, mendedOn: string) =>
  mendedOn >= inspectedOn
    ? null
    : invalidInput(ctx, 'mendedOn', {
        en: 'Nothing is mended before it was found missing.',
        zh: '整改日期不能早于检查日期。',
      });
