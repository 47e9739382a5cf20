import { resolverTypes } from '../../tools/resolver-types';

export default resolverTypes({
  Area: '@jinlin/graphql#Reference',
  Canteen: '../canteen/canteen.find#CanteenAt',
  ElderProfile: '../elder/elder.entity#ElderProfile as ElderProfileRow',
  ElderProfileConnection: '../elder/elder.list#ElderPage',
  ElderVisit: '../elder/visit.entity#ElderVisit as ElderVisitRow',
  Meal: '../canteen/meal.entity#Meal as MealRow',
  MealBooking: '../canteen/booking.entity#MealBooking as MealBookingRow',
  MealBookingConnection: '../canteen/booking.list#BookingPage',
  ServiceSite: '../site/site.entity#ServiceSite as ServiceSiteRow',
  ServiceSiteConnection: '../site/site.list#SitePage',
  ServiceSiteKind: '../site/site.loaders#Coded',
  SiteFunction: '../site/site.loaders#Coded',
  Unit: '@jinlin/graphql#Reference',
});
