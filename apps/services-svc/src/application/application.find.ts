import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { QueryServiceApplicationsArgs } from '../generated/graphql';
import { personInClear } from '../person';
import { within } from '../place';
import { applicationsOf, isIn } from '../reach';
import type { ServiceApplication } from './application.entity';
import { isBreached, reckon } from './deadline';

/** One application, if it is the actor's to see. */
export async function applicationOf(ctx: Context, id: string) {
  const application = await ctx.load.serviceApplication.load(id);
  return application && isIn(applicationsOf(ctx), application) ? application : null;
}

export const applicationsWithin = async (ctx: Context, { where, ...page }: QueryServiceApplicationsArgs) =>
  ctx.load.serviceApplications({ ...page, share: applicationsOf(ctx), where: await within(ctx, where) });

/** What is applied for, as the profile described it when it was received. */
export const serviceOf = (
  { localities }: Context,
  { localityCode, service, receivedAt }: ServiceApplication,
) =>
  localities
    .named(localityCode)
    .windowServices(dateIn(receivedAt))
    ?.services.find(({ key }) => key === service);

export const handedIn = (ctx: Context, row: ServiceApplication) =>
  (serviceOf(ctx, row)?.materials ?? []).filter(({ key }) => row.materials.includes(key));

export const missingOf = (ctx: Context, row: ServiceApplication) =>
  (serviceOf(ctx, row)?.materials ?? []).filter(
    ({ key, isRequired }) => isRequired && !row.materials.includes(key),
  );

export function deadlineOfApplication(ctx: Context, row: ServiceApplication) {
  const { dueAt, pausedSince, provisional, steps } = reckon(
    row,
    ctx.localities.named(row.localityCode).workingCalendar(row.receivedAt),
  );
  return {
    dueAt,
    pausedSince,
    isBreached: isBreached(row, ctx.now),
    isProvisional: provisional,
    explanation: steps.map((step) => say(ctx, step)),
    ruleVersion: row.ruleVersion,
  };
}

/** Opens the seals on who applied, and for whom, once it is recorded who reads them and why. */
export const applicantInClear = async (ctx: Context, row: ServiceApplication, purpose: string) => ({
  ...(await personInClear(ctx, 'ServiceApplication', row, purpose)),
  agent: row.sealedAgent && ctx.vault.open(row.sealedAgent),
});
