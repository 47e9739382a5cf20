import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { CertificationFilter, QueryCertificationsArgs } from '../generated/graphql';
import { isBelow, type Within, within } from '../place';
import { Certification } from './certification.entity';

export type CertificationPage = Page<Certification>;

interface Args extends PageInput {
  where: Within<CertificationFilter>;
}

/** Recognitions, one by one and in lists, the latest first. */
export const certificationLoaders = (db: DataSource, open: Reader) => ({
  certification: oneBy(db, open, Certification, 'id'),
  certifications: lists<Certification, Args>(open, {
    columns: columnsOf(db, Certification, 'c'),
    from: 'certification c',
    where: ({ where }, at) => [
      isBelow('c.area_path', where.areaPath, at),
      where.kind && `c.kind = ${at(where.kind)}`,
      where.heldOn && `c.awarded_on <= ${at(where.heldOn)}::date`,
      where.heldOn && `(c.revoked_on is null or c.revoked_on > ${at(where.heldOn)}::date)`,
    ],
    order: [
      ['c.awarded_on', 'date'],
      ['c.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ awardedOn, id }) => [awardedOn, id],
    figures: { totalCount },
  }),
});

export const certificationsWithin = async (ctx: Context, { where, ...page }: QueryCertificationsArgs) =>
  ctx.load.certifications('', { ...page, where: await within(ctx, where) });
