import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { AreaTrainingCoverageArgs, Resolvers } from '../generated/graphql';
import { cancelTraining, finishTraining, planTraining, recordTrainingAttendance } from './training.service';
import { trainingCourseStates } from './training.states';

export const trainingResolvers: Resolvers = {
  Query: {
    trainingCourse: (_, { id }, { load }) => load.trainingCourse.load(id),
    trainingCourses: (_, args, ctx) => listWithin(ctx, args, ctx.load.trainingCoursesWithin),
  },
  Mutation: {
    planTraining: (_, { input }, ctx) => planTraining(ctx, input),
    recordTrainingAttendance: (_, { input }, ctx) => recordTrainingAttendance(ctx, input),
    finishTraining: (_, { input }, ctx) => finishTraining(ctx, input),
    cancelTraining: (_, { input }, ctx) => cancelTraining(ctx, input),
  },
  Area: {
    trainingCoverage: (area, args, ctx) => trainingCoverage(ctx, area, args),
  },
  Person: {
    trainings: ({ id }, _, { load }) => load.trainingsOfPerson.load(id),
  },
  TrainingCourse: {
    __resolveReference: ({ id }, { load }) => load.trainingCourse.load(id),
    availableActions: ({ state }) => trainingCourseStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    attendances: ({ id }, page, { load }) => load.attendancesOfCourse(id, page),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  TrainingAttendance: {
    course: async ({ courseId }, _, { load }) => (await load.trainingCourse.load(courseId))!,
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
  },
};

async function trainingCoverage({ load }: Context, { path }: Area, { post, year }: AreaTrainingCoverageArgs) {
  const { people, trained } = (await load.trainingCoverageOf(post, year).load(path))!;
  return { people, trained, rate: people ? Math.round((trained * 1000) / people) / 10 : null };
}
