import { resolverTypes } from '../../tools/resolver-types';

export default resolverTypes({
  Area: '@jinlin/graphql#Reference',
  Case: '../case/case.entity#Case as CaseRow',
  CaseAttachment: '../attachment/attachment.entity#CaseAttachment as CaseAttachmentRow',
  CaseConnection: '../case/case.list#CasePage',
  CaseDeadline: '../deadline/deadline.find#CaseDeadline as DeadlineOfCase',
  CaseExclusion: '../exclusion/exclusion.entity#CaseExclusion as CaseExclusionRow',
  CaseExclusionConnection: '../exclusion/exclusion.list#ExclusionPage',
  CaseNote: '../note/note.entity#CaseNote as CaseNoteRow',
  CasePart: '../part/part.entity#CasePart as CasePartRow',
  CaseStatistics: '../case/case.loaders#CaseCounts',
  Incident: '../safety/incident.entity#Incident as IncidentRow',
  IncidentConnection: '../safety/safety.list#IncidentPage',
  Person: '@jinlin/graphql#Reference',
  Summons: '../whistle/summons.entity#Summons as SummonsRow',
  Unit: '@jinlin/graphql#Reference',
  Whistle: '../whistle/whistle.entity#Whistle as WhistleRow',
  WhistleConnection: '../whistle/whistle.list#WhistlePage',
});
