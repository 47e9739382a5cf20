import { type PageInput, type Reader, type Scope, statement, unseen } from '@jinlin/database';
import { columnsOf, lists, oneBy, oneByStatement, type Page, remembered, totalCount } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { FamilyDoctorContractFilter, QueryFamilyDoctorContractsArgs } from '../generated/graphql';
import { type Within, within } from '../place';
import { belongsTo, doctorsFamiliesOf, isIn, type Share } from '../reach';
import { FamilyDoctorContract } from './family-doctor.entity';

export type FamilyDoctorContractPage = Page<FamilyDoctorContract>;

/** How many families of an area within reach have a doctor of their own. */
export interface Covered {
  areaId: string;
  families: number;
  people: number;
  runningOut: number;
  households: number | null;
}

interface Args extends PageInput {
  share: Share | null;
  where: Within<FamilyDoctorContractFilter>;
}

const COVERED = statement(/* SQL */ `
  select area.id as "areaId", area.household_count as households, count(contract.id)::int as families,
         coalesce(sum(contract.people), 0)::int as people,
         (count(*) filter (where contract.ends_on < $2::date + 30))::int as "runningOut"
  from area
  left join family_doctor_contract contract
    on contract.area_path >= area.path and contract.area_path < area.path || '~'
    and contract.signed_on <= $2::date and contract.ends_on >= $2::date
    and (contract.ended_on is null or contract.ended_on > $2::date)
  where area.id = any(${unseen('$1', 'uuid')}) and starts_with(area.path, $3)
  group by area.id
`);

/** Contracts of families with their doctors, one by one, in lists and counted. */
export function familyDoctorLoaders(db: DataSource, within: Reader, { areaPath }: Scope) {
  const covered = new Map<string, DataLoader<string, Covered | null>>();

  return {
    familyDoctorContract: oneBy(db, within, FamilyDoctorContract, 'id'),
    /** The families of an area on a day; null where the actor does not reach. */
    familyDoctors: (areaId: string, day: string) =>
      remembered(covered, day, () =>
        oneByStatement<Covered>(within, COVERED, (row) => row.areaId, day, areaPath),
      ).load(areaId),
    familyDoctorContracts: lists<FamilyDoctorContract, Args>(within, {
      columns: columnsOf(db, FamilyDoctorContract, 'c'),
      from: 'family_doctor_contract c',
      where: ({ share, where }, at) => [
        belongsTo(share, at),
        where.areaPath && `starts_with(c.area_path, ${at(where.areaPath)})`,
        where.siteId && `c.site_id = ${at(where.siteId)}::uuid`,
        where.state && `c.state = ${at(where.state)}`,
        where.group && `${at(where.group)} = any(c.groups)`,
        where.runsOutBy && `c.state = 'SIGNED' and c.ends_on <= ${at(where.runsOutBy)}::date`,
      ],
      order: [
        ['c.ends_on', 'date'],
        ['c.id', 'uuid'],
      ],
      cursor: ({ endsOn, id }) => [endsOn, id],
      figures: { totalCount },
    }),
  };
}

/** One contract, if it is the actor's to see. */
export async function familyDoctorContractOf(ctx: Context, id: string) {
  const contract = await ctx.load.familyDoctorContract.load(id);
  return contract && isIn(doctorsFamiliesOf(ctx), contract) ? contract : null;
}

export const familyDoctorContractsWithin = async (
  ctx: Context,
  { where, ...page }: QueryFamilyDoctorContractsArgs,
) =>
  ctx.load.familyDoctorContracts('', {
    ...page,
    share: doctorsFamiliesOf(ctx),
    where: await within(ctx, where),
  });
