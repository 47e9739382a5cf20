import { resolverTypes } from '../../tools/resolver-types';

export default resolverTypes({
  Appointment: '../appointment/appointment.entity#Appointment as AppointmentRow',
  AppointmentConnection: '../appointment/appointment.list#AppointmentPage',
  Area: '../area/area.entity#Area as AreaRow',
  AreaChange: '../area/area-change.entity#AreaChange as AreaChangeRow',
  AreaConnection: '../area/area.list#AreaPage',
  CommunityUnitLink: '../unit-link/unit-link.entity#CommunityUnitLink as CommunityUnitLinkRow',
  CommunityUnitLinkConnection: '../unit-link/unit-link.list#UnitLinkPage',
  CrossPost: '../appointment/cross-post.list#CrossPostRow',
  CrossPostConnection: '../appointment/cross-post.list#CrossPostPage',
  PartyOrganisation:
    '../party-organisation/party-organisation.entity#PartyOrganisation as PartyOrganisationRow',
  PartyOrganisationConnection: '../party-organisation/party-organisation.list#PartyOrganisationPage',
  PartyOrganisationCoverage: '../party-organisation/party-coverage.entity#PartyCoverage as PartyCoverageRow',
  Person: '../person/person.entity#Person as PersonRow',
  PolicyDocument: '../policy-document/policy-document.entity#PolicyDocument as PolicyDocumentRow',
  PolicyDocumentConnection: '../policy-document/policy-document.list#PolicyDocumentPage',
  Post: '../locality#Post as PostRule',
  RoleCoverage: '../role-template/role-template.loaders#Coverage',
  RoleSlot: '../locality#Slot',
  RoleTemplate: '../locality#RoleTemplate as RoleTemplateRule',
  Unit: '../unit/unit.entity#Unit as UnitRow',
  UnitConnection: '../unit/unit.list#UnitPage',
  Vacancy: '../role-template/vacancy.list#VacancyRow',
  VacancyConnection: '../role-template/vacancy.list#VacancyPage',
  VacantSlots: '../role-template/role-template.loaders#Vacant',
});
