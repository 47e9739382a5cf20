import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { DeploymentCallFilter, DeploymentFilter, RosterSheetFilter } from '../generated/graphql';
import { Deployment, DeploymentCall } from './deployment.entity';
import { RosterSheet } from './roster-sheet.entity';

interface PeopleFigures {
  totalCount: number;
  peopleCount: number;
}

interface SheetFigures {
  totalCount: number;
  people: number;
  members: number;
  unitCount: number;
  placeCount: number;
}

export type DeploymentCallPage = Page<DeploymentCall>;
export type DeploymentPage = Page<Deployment, PeopleFigures>;
export type RosterSheetPage = Page<RosterSheet, SheetFigures>;

type Within = 'withinCode' | 'withinId';

interface CallListArgs extends PageInput {
  where: Omit<DeploymentCallFilter, Within>;
}

interface DeploymentListArgs extends PageInput {
  where: Omit<DeploymentFilter, Within>;
}

interface SheetListArgs extends PageInput {
  where: Omit<RosterSheetFilter, Within>;
}

/** Lists of calls and sheets, which everybody may read, and of people deployed, read within the actor's reach. */
export function deploymentLists(db: DataSource, read: Reader, sealed: Reader) {
  const deployments = (from: string, belongs: string) =>
    lists<Deployment, DeploymentListArgs, PeopleFigures>(sealed, {
      columns: columnsOf(db, Deployment, 'd'),
      from,
      where: ({ where: { state, callId, personId, unitId, on } }, at) => [
        belongs,
        state && `d.state = ${at(state)}`,
        callId && `d.call_id = ${at(callId)}::uuid`,
        personId && `d.person_id = ${at(personId)}::uuid`,
        unitId && `d.unit_id = ${at(unitId)}::uuid`,
        on && `${at(on)}::date between d.from_on and d.to_on`,
      ],
      order: [
        ['d.signed_up_on', 'date'],
        ['d.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ signedUpOn, id }) => [signedUpOn, id],
      figures: { totalCount, peopleCount: (list) => `select count(distinct d.person_id) ${list}` },
    });

  const sheets = (from: string, belongs: string) =>
    lists<RosterSheet, SheetListArgs, SheetFigures>(read, {
      columns: columnsOf(db, RosterSheet, 's'),
      from,
      where: ({ where: { state, callId, unitId, on } }, at) => [
        belongs,
        state && `s.state = ${at(state)}`,
        callId && `s.call_id = ${at(callId)}::uuid`,
        unitId && `s.unit_id = ${at(unitId)}::uuid`,
        on && `${at(on)}::date between s.from_on and s.to_on`,
      ],
      order: [
        ['s.from_on', 'date'],
        ['s.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: {
        totalCount,
        people: largestOf('people'),
        members: largestOf('members'),
        unitCount: (list) => `select count(distinct s.unit_id) ${list}`,
        placeCount: (list) => `select count(distinct s.area_id) ${list}`,
      },
    });

  return {
    deploymentCallsWithin: lists<DeploymentCall, CallListArgs>(read, {
      columns: columnsOf(db, DeploymentCall, 'c'),
      from: 'deployment_call c join area a on a.id = c.area_id',
      where: ({ where: { state, on } }, at) => [
        liesWithin('a.path', 'parent.key'),
        state && `c.state = ${at(state)}`,
        on && `${at(on)}::date between c.from_on and c.to_on`,
      ],
      order: [
        ['c.from_on', 'date'],
        ['c.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount },
    }),
    deploymentsWithin: deployments(
      'deployment d join area a on a.id = d.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    deploymentsOfCall: deployments('deployment d', 'd.call_id = parent.key::uuid'),
    rosterSheetsWithin: sheets(
      'roster_sheet s join area a on a.id = s.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    deploymentsOfUnit: deployments('deployment d', 'd.unit_id = parent.key::uuid'),
    rosterSheetsOfUnit: sheets('roster_sheet s', 's.unit_id = parent.key::uuid'),
    rosterSheetsOfCall: sheets('roster_sheet s', 's.call_id = parent.key::uuid'),
  };
}

/** The same people serve on from period to period, so each unit counts at each place with its largest sheet. */
const largestOf = (column: 'people' | 'members') => (list: string) =>
  /* SQL */ `
  select coalesce(sum(largest), 0)
  from (select max(s.${column}) as largest ${list} group by s.unit_id, s.area_id) mobilised
`;
