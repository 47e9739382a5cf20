import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDuration } from 'graphql-scalars';
import { isAreaCode, isCreditCode, isDay, isIdentityNumber, isPhoneNumber, isTimeOfDay } from './identifiers';

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** A scalar of text that must pass a check; the message names what would be right. */
const text = (name: string, isRight: (value: string) => boolean, wanted: string) => {
  const check = (value: unknown) => {
    if (typeof value === 'string' && isRight(value)) return value;
    // The value itself stays out of the message: it may be somebody's number.
    throw refuse(`This is not a ${name}: ${wanted}.`);
  };
  const literal = (node: ValueNode) => check(node.kind === Kind.STRING ? node.value : null);
  return new GraphQLScalarType<string, string>({
    name,
    parseValue: check,
    parseLiteral: literal,
    serialize: (value) => String(value),
  });
};

/** People, posts and promises lie in these years; a year beside them is a slip of the hand. */
const isOfOurTime = (text: string) => /^(?:19|2[01])/.test(text);

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

const moment = (value: unknown) => {
  const parsed =
    typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10)) && isOfOurTime(value)
      ? new Date(value)
      : null;
  if (parsed && !Number.isNaN(parsed.getTime())) return parsed;
  throw refuse(
    'This is not a DateTime: ISO 8601 with an offset, from 1900 to 2199, such as 2026-11-21T09:30:00+08:00.',
  );
};

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  parseValue: moment,
  parseLiteral: (node) => moment(node.kind === Kind.STRING ? node.value : null),
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
});

const fen = (value: unknown) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw refuse('This is not Money: a whole number of fen, such as 1250 for 12.50 yuan.');
};

export const Money = new GraphQLScalarType<number, number>({
  name: 'Money',
  parseValue: fen,
  parseLiteral: (node) => fen(node.kind === Kind.INT ? Number(node.value) : null),
  serialize: fen,
});

/** The scalars of every subgraph (see shared.graphql for what each is). */
export const scalars = {
  DateTime,
  Money,
  Duration: GraphQLDuration,
  LocalDate: text(
    'LocalDate',
    (day) => isDay(day) && isOfOurTime(day),
    'a day that exists, from 1900 to 2199, such as 2026-11-21',
  ),
  LocalTime: text('LocalTime', isTimeOfDay, 'a time from 00:00 to 24:00'),
  AreaCode: text('AreaCode', isAreaCode, '2, 4, 6, 9 or 12 digits, or a local code below a community'),
  PhoneNumber: text(
    'PhoneNumber',
    isPhoneNumber,
    'a number as dialled in China, such as 13800000000 or 12345',
  ),
  IdentityNumber: text(
    'IdentityNumber',
    isIdentityNumber,
    '18 characters with a real birth date and check digit',
  ),
  UnifiedSocialCreditCode: text(
    'UnifiedSocialCreditCode',
    isCreditCode,
    '18 characters with the right check digit',
  ),
};
