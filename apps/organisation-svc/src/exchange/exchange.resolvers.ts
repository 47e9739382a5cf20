import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';
import { columnsOf } from './columns';
import { exportCsv } from './export.find';
import { importAppointments, importAreas, importPeople, importUnits } from './import.service';
import { findImportRuns, importRunOf } from './import-run.find';

export const exchangeResolvers: Resolvers = {
  Query: {
    importRun: (_, { id }, ctx) => importRunOf(ctx, id),
    importRuns: (_, args, ctx) => findImportRuns(ctx, args),
    csvColumns: (_, { kind }) => [...columnsOf[kind]],
    exportCsv: (_, args, ctx) => exportCsv(ctx, args),
  },
  Mutation: {
    importAreas: (_, { input }, ctx) => importAreas(ctx, input),
    importUnits: (_, { input }, ctx) => importUnits(ctx, input),
    importPeople: (_, { input }, ctx) => importPeople(ctx, input),
    importAppointments: (_, { input }, ctx) => importAppointments(ctx, input),
  },
  ImportRun: {
    __resolveReference: ({ id }, ctx) => importRunOf(ctx, id),
    leftOut: ({ rows, applied }) => rows - applied,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CsvColumn: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};
