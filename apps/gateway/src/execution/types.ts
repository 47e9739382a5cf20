import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { Json } from './merge';

/** What the supergraph says about types, by their names. */
export interface Types {
  /** Whether an object is of a type or counts as it, by the name that the object gives. */
  isOfType(object: Json, type: string): boolean;
  /** Whether a name is that of objects, and not of an interface or a union. */
  isConcrete(name: unknown): boolean;
}

export const typesOf = (schema: GraphQLSchema): Types => ({
  isOfType: ({ __typename: name }, wanted) => {
    if (typeof name !== 'string' || name === wanted) return name === wanted;
    const [type, condition] = [schema.getType(name), schema.getType(wanted)];
    return (
      isAbstractType(condition) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      schema.isSubType(condition, type)
    );
  },
  isConcrete: (name) => typeof name === 'string' && isObjectType(schema.getType(name)),
});
