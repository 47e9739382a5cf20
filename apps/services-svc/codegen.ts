import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: ['../../libs/graphql/src/shared.graphql', 'src/**/*.graphql'],
  generates: {
    'src/generated/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: '../context#Context',
        mappers: {
          ServiceSite: '../site/site.entity#ServiceSite as ServiceSiteRow',
          ServiceSiteConnection: '../site/site.list#SitePage',
          ServiceSiteKind: '../site/site.loaders#Coded',
          SiteFunction: '../site/site.loaders#Coded',
          Canteen: '../canteen/canteen.find#CanteenAt',
          Meal: '../canteen/meal.entity#Meal as MealRow',
          MealBooking: '../canteen/booking.entity#MealBooking as MealBookingRow',
          MealBookingConnection: '../canteen/booking.list#BookingPage',
          ElderProfile: '../elder/elder.entity#ElderProfile as ElderProfileRow',
          ElderProfileConnection: '../elder/elder.list#ElderPage',
          ElderVisit: '../elder/visit.entity#ElderVisit as ElderVisitRow',
          Area: '@jinlin/graphql#Reference',
          Unit: '@jinlin/graphql#Reference',
        },
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
        avoidOptionals: { object: true, field: true, inputValue: false },
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
      },
    },
  },
} satisfies CodegenConfig;
