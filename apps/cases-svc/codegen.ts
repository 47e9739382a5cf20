import { resolverTypes } from '../../tools/resolver-types';

export default resolverTypes({
  Area: '@jinlin/graphql#Reference',
  Case: '../case/case.entity#Case as CaseRow',
  CaseConnection: '../case/case.list#CasePage',
  CaseStatistics: '../case/case.loaders#CaseCounts',
  Person: '@jinlin/graphql#Reference',
  Unit: '@jinlin/graphql#Reference',
});
