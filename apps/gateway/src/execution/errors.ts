import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Where in an answer something stands. */
export type Place = readonly (string | number)[];

/** An error that a subgraph reported, as the client is told of it: by which service, and where in the whole answer. */
export const reported = (
  { message, extensions }: GraphQLFormattedError,
  service: string,
  place: Place | undefined,
) =>
  new GraphQLError(message || `Error while fetching subquery from service "${service}"`, {
    path: place,
    extensions: { ...extensions, code: extensions?.code ?? 'DOWNSTREAM_SERVICE_ERROR', serviceName: service },
  });

/** A service that gives no answer, or none that makes sense. Only its own fields are null. */
export const unavailable = (service: string) =>
  new GraphQLError(`The service ${service} does not answer.`, {
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: service },
  });

/** A service that was still at work when the time of the request was up. */
export const tooLate = (service: string) =>
  new GraphQLError(`The service ${service} did not answer in time.`, {
    extensions: { code: 'DEADLINE_EXCEEDED', serviceName: service },
  });
