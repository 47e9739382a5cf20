import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

const isWhole = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && !/e/.test(String(value));

const builtIn: Record<string, (value: unknown) => boolean> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: isWhole,
  Float: (value) => typeof value === 'number',
  ID: (value) => typeof value === 'string' || isWhole(value),
  String: (value) => typeof value === 'string',
};

/** Whether a subgraph may answer a value for a scalar or an enum. Custom scalars are theirs to check. */
export function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => values.has(value);
  }
  return isSpecifiedScalarType(type) ? builtIn[type.name]! : () => true;
}
