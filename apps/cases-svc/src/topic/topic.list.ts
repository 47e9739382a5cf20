import { type PageInput, type Reader, statement } from '@jinlin/database';
import { columnsOf, lists, oneBy, oneByStatement, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { TopicFilter } from '../generated/graphql';
import { Topic } from './topic.entity';
import { firstOf } from './topic.service';

export type TopicPage = Page<Topic>;

export interface TopicListArgs extends PageInput {
  where?: TopicFilter | null | undefined;
}

export interface CandidateRow {
  category: string;
  caseCount: number;
  caseCountBefore: number;
  communityCount: number;
}

interface TopicCounts {
  id: string;
  before: number;
  ofLate: number;
}

/** Months begin at midnight in Shanghai. */
const MONTH = `timezone('Asia/Shanghai', $2::date::timestamp)`;
const NEXT_MONTH = `timezone('Asia/Shanghai', $2::date + interval '1 month')`;
const MONTH_BEFORE = `timezone('Asia/Shanghai', $2::date - interval '1 month')`;

const CANDIDATES = statement(/* SQL */ `
  select category,
         count(*) filter (where opened_at >= ${MONTH}) as "caseCount",
         count(*) filter (where opened_at < ${MONTH}) as "caseCountBefore",
         count(distinct community_id) filter (where opened_at >= ${MONTH}) as "communityCount"
  from "case"
  where area_path >= $1 and area_path < $1 || '~'
    and opened_at >= ${MONTH_BEFORE} and opened_at < ${NEXT_MONTH} and outcome is distinct from 'WITHDRAWN'
  group by category
  having count(*) filter (where opened_at >= ${MONTH}) > 1
  order by 2 desc, category
  limit 20
`);

const COUNTS_OF_TOPICS = statement(/* SQL */ `
  select t.id, counts.*
  from topic t
  cross join lateral (
    select count(*) filter (
             where c.opened_at >= timezone('Asia/Shanghai', t.month - interval '1 month')
               and c.opened_at < timezone('Asia/Shanghai', t.month::timestamp)
           ) as before,
           count(*) filter (where c.opened_at >= $2::timestamptz - interval '30 days' and c.opened_at <= $2) as "ofLate"
    from "case" c
    where c.area_path >= t.area_path and c.area_path < t.area_path || '~' and starts_with(c.category, t.category)
      and c.opened_at >= timezone('Asia/Shanghai', t.month - interval '1 month')
  ) counts
  where t.id = any($1::uuid[])
`);

/** Topics below areas (by their paths), newest first, what they are chosen from, and whether they helped. */
export const topicLists = (db: DataSource, read: Reader, now: Date) => ({
  topic: oneBy(db, read, Topic, 'id'),
  countsOfTopic: oneByStatement<TopicCounts>(read, COUNTS_OF_TOPICS, ({ id }) => id, now),
  topicCandidates: (path: string, month: string): Promise<CandidateRow[]> =>
    read.rows(CANDIDATES, [path, firstOf(month)]),
  topics: lists<Topic, TopicListArgs>(read, {
    columns: columnsOf(db, Topic, 't'),
    from: 'topic t',
    where: ({ where }, at) => [
      `t.area_path >= parent.key and t.area_path < parent.key || '~'`,
      where?.states && `t.state = any(${at(where.states)}::text[])`,
      where?.month && `t.month = ${at(firstOf(where.month))}::date`,
    ],
    order: [
      ['t.chosen_at', 'timestamptz'],
      ['t.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ chosenAt, id }) => [chosenAt, id],
    figures: { totalCount },
  }),
});
