import type { CodegenConfig } from '@graphql-codegen/cli';

/** How a subgraph's resolver types come from its SDL; `mappers` say which row stands behind which type. */
export const resolverTypes = (mappers: Record<string, string>): CodegenConfig => ({
  schema: ['../../libs/graphql/src/shared.graphql', 'src/**/*.graphql'],
  generates: {
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: '../context#Context',
        mappers,
        scalars: {
          ID: 'string',
          DateTime: 'Date',
          LocalDate: 'string',
          LocalTime: 'string',
          Duration: 'string',
          AreaCode: 'string',
          PhoneNumber: 'string',
          IdentityNumber: 'string',
          UnifiedSocialCreditCode: 'string',
          Money: 'number',
        },
        enumsAsTypes: true,
        useTypeImports: true,
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
      },
    },
  },
});
