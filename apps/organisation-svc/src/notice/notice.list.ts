import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Appointment } from '../appointment/appointment.entity';
import { serving } from '../appointment/appointment.sql';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import type { NoticeFilter } from '../generated/graphql';
import type { Post } from '../locality';
import { Notice } from './notice.entity';

export type NoticePage = Page<Notice>;

/** An area in which nobody holds a post. */
export interface GapRow {
  post: string;
  areaId: string;
  rung: number;
  code: string;
}

interface NoticeListArgs extends PageInput {
  where: Omit<NoticeFilter, 'withinCode' | 'withinId'>;
}

interface ReceivedArgs extends PageInput {
  isAcknowledged?: boolean | null | undefined;
}

interface ReachArgs extends PageInput {
  posts: readonly Post[];
  day: string | null | undefined;
  post?: string | null | undefined;
}

interface RecipientArgs extends ReachArgs {
  /** The notice that they have acknowledged, or have not. */
  noticeId?: string;
  isAcknowledged?: boolean | null | undefined;
}

type Reached = Appointment & Pick<GapRow, 'rung' | 'code'>;

const codesOf = (posts: readonly Post[]) => posts.map(({ code }) => code);

/** Lists of notices, of those whom a notice from a path reaches, and of the places where it skips a post. */
export function noticeLists(db: DataSource, read: Reader, sealed: Reader) {
  const latestFirst = {
    columns: columnsOf(db, Notice, 'n'),
    order: [
      ['n.sent_on', 'date'],
      ['n.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ sentOn, id }: Notice) => [sentOn, id],
    figures: { totalCount },
  } as const;

  const recipients = (reader: Reader) =>
    lists<Reached, RecipientArgs, { totalCount: number; peopleCount: number }>(reader, {
      columns: `${columnsOf(db, Appointment, 'h')}, tier.rung, a.code`,
      from: ({ posts, day }, at) => /* SQL */ `
        unnest(${at(codesOf(posts))}::text[]) with ordinality as tier (post, rung)
        join ${seatedOn('appointment', day, at)} h on h.post = tier.post and ${serving(day, at)}
        join ${areasOn(day, at)} a on a.id = h.seat_id`,
      where: ({ post, noticeId, isAcknowledged }, at) => [
        liesWithin('a.path', 'parent.key'),
        post && `h.post = ${at(post)}`,
        noticeId &&
          isGiven(isAcknowledged) &&
          `${hasReceipt(`${at(noticeId)}::uuid`)} = ${at(isAcknowledged)}`,
      ],
      order: [
        ['tier.rung', 'bigint'],
        ['a.code', 'text'],
        ['h.id', 'uuid'],
      ],
      cursor: ({ rung, code, id }) => [rung, code, id],
      figures: { totalCount, peopleCount: (list) => `select count(distinct h.person_id) ${list}` },
    });

  return {
    noticesWithin: lists<Notice, NoticeListArgs>(sealed, {
      ...latestFirst,
      from: 'notice n join area a on a.id = n.area_id',
      where: ({ where: { state, template, post, sentFrom, sentBefore, title } }, at) => [
        liesWithin('a.path', 'parent.key'),
        state && `n.state = ${at(state)}`,
        template && `n.template = ${at(template)}`,
        post && `n.posts @> array[${at(post)}]`,
        sentFrom && `n.sent_on >= ${at(sentFrom)}::date`,
        sentBefore && `n.sent_on < ${at(sentBefore)}::date`,
        title && `strpos(n.title, ${at(title)}) > 0`,
      ],
    }),
    noticesOfAppointment: lists<Notice, ReceivedArgs>(sealed, {
      ...latestFirst,
      parents: () => /* SQL */ `
        join appointment h on h.id = parent.key::uuid
        join area held on held.id = h.area_id`,
      from: 'notice n join area a on a.id = n.area_id',
      where: ({ isAcknowledged }, at) => [
        `n.posts @> array[h.post] and strpos(held.path, '/' || a.label || '/') > 0`,
        'h.from_on <= n.sent_on and (h.to_on is null or h.to_on > n.sent_on)',
        isGiven(isAcknowledged) && `${hasReceipt('n.id')} = ${at(isAcknowledged)}`,
      ],
    }),
    recipientsWithin: recipients(read),
    recipientsOfNotice: recipients(sealed),
    noticeGapsWithin: lists<GapRow, ReachArgs>(read, {
      columns: 'tier.post, tier.rung, a.id as "areaId", a.code',
      from: ({ posts, day }, at) => /* SQL */ `
        unnest(${at(codesOf(posts))}::text[], ${at(posts.map(({ level }) => level))}::text[])
          with ordinality as tier (post, level, rung)
        join ${areasOn(day, at)} a on a.level = tier.level and a.state = 'ACTIVE'`,
      where: ({ day, post }, at) => [
        liesWithin('a.path', 'parent.key'),
        post && `tier.post = ${at(post)}`,
        `not exists (
          select from ${seatedOn('appointment', day, at)} h where h.seat_id = a.id and h.post = tier.post and ${serving(day, at)}
        )`,
      ],
      order: [
        ['tier.rung', 'bigint'],
        ['a.code', 'text'],
        ['a.id', 'uuid'],
      ],
      cursor: ({ rung, code, areaId }) => [rung, code, areaId],
      figures: { totalCount },
    }),
  };
}

const hasReceipt = (notice: string) =>
  `exists (select from notice_receipt r where r.notice_id = ${notice} and r.appointment_id = h.id)`;
