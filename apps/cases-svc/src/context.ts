import type { ActContext } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { poolOf, type Reader, type Scope, scopedReader } from '@jinlin/database';
import { loadersOf } from '@jinlin/graphql';
import type { Actor } from '@jinlin/identity';
import type { Vault } from '@jinlin/privacy';
import type { Asking, SubgraphContext } from '@jinlin/server';
import { withLoaders } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { attachmentLoaders } from './attachment/attachment.loaders';
import { caseLists } from './case/case.list';
import { caseLoaders } from './case/case.loaders';
import { centreLists } from './centre/centre.list';
import { classificationLoaders } from './classification/classification.loaders';
import { commandLists } from './command/command.list';
import { councilLists } from './council/council.list';
import { councilLoaders } from './council/council.loaders';
import { confirmationLoaders } from './court-confirmation/confirmation.loaders';
import { deadlineLoaders } from './deadline/deadline.loaders';
import { deliberationLists } from './deliberation/deliberation.list';
import { deliberationLoaders } from './deliberation/deliberation.loaders';
import { demandLists } from './demand/demand.list';
import { demandLoaders } from './demand/demand.loaders';
import { duplicateLoaders } from './duplicate/duplicate.loaders';
import { exclusionLists } from './exclusion/exclusion.list';
import { exclusionLoaders } from './exclusion/exclusion.loaders';
import { integratorLists } from './integrator/integrator.list';
import { matchLoaders } from './list-matching/match.loaders';
import type { Localities } from './locality';
import { matterLists } from './matter/matter.list';
import { matterLoaders } from './matter/matter.loaders';
import { mediationLists } from './mediation/mediation.list';
import { mediationLoaders } from './mediation/mediation.loaders';
import { agreementLoaders } from './mediation-agreement/agreement.loaders';
import { mediationFigureLoaders } from './mediation-figures/figures.loaders';
import { sessionLoaders } from './mediation-session/session.loaders';
import { mediatorLists } from './mediator/mediator.list';
import { meetingLists } from './meeting/meeting.list';
import { meetingLoaders } from './meeting/meeting.loaders';
import { neighbourCallLists } from './neighbour-call/neighbour-call.list';
import { noteLoaders } from './note/note.loaders';
import { partLoaders } from './part/part.loaders';
import { projectLists } from './project/project.list';
import { projectLoaders } from './project/project.loaders';
import { projectListLists } from './project-list/project-list.list';
import { proposalLists } from './proposal/proposal.list';
import { rateLoaders } from './rates/rates.loaders';
import { renewalProjectLists } from './renewal-project/renewal-project.list';
import { renewalProjectLoaders } from './renewal-project/renewal-project.loaders';
import { resourceLists } from './resource/resource.list';
import { resourceLoaders } from './resource/resource.loaders';
import { routingLoaders } from './routing/routing.loaders';
import { safetyLists } from './safety/safety.list';
import { safetyLoaders } from './safety/safety.loaders';
import { topicLists } from './topic/topic.list';
import { voteLists } from './vote/vote.list';
import type { Addresses } from './webhook/addresses';
import { webhookLists } from './webhook/webhook.list';
import { performanceLoaders } from './whistle/performance.loaders';
import { whistleLists } from './whistle/whistle.list';
import { whistleLoaders } from './whistle/whistle.loaders';
import { wishLists } from './wish/wish.list';
import { wishLoaders } from './wish/wish.loaders';
import { zeroEvaluationLoaders } from './zero-evaluation/zero-evaluation.loaders';

/** What the service has for as long as it runs. */
export interface Service {
  db: DataSource;
  vault: Vault;
  localities: Localities;
  scopeOf: (actor: Actor | null) => Promise<Scope>;
  /** Where call-backs may go. */
  addresses: Addresses;
}

/** What one request carries. Made anew for each, so loaders never outlive the request that filled them. */
export interface Context extends ActContext, SubgraphContext {
  vault: Vault;
  localities: Localities;
  addresses: Addresses;
  read: Reader;
  load: ReturnType<typeof loaders>;
}

const loaders = loadersOf((db: DataSource, read: Reader, now: Date) => [
  () => caseLoaders(db, read, now),
  () => caseLists(db, read, now),
  () => classificationLoaders(read, now),
  () => routingLoaders(read),
  () => exclusionLoaders(db, read),
  () => exclusionLists(db, read),
  () => rateLoaders(read),
  () => duplicateLoaders(db, read),
  () => attachmentLoaders(db, read),
  () => noteLoaders(db, read),
  () => proposalLists(db, read),
  () => topicLists(db, read, now),
  () => councilLoaders(db, read),
  () => councilLists(db, read),
  () => meetingLoaders(db, read),
  () => meetingLists(db, read),
  () => matterLoaders(db, read),
  () => matterLists(db, read, now),
  () => deliberationLoaders(db, read),
  () => deliberationLists(db, read),
  () => voteLists(db, read),
  () => zeroEvaluationLoaders(db, read),
  () => performanceLoaders(read),
  () => centreLists(db, read),
  () => neighbourCallLists(db, read),
  () => commandLists(db, read),
  () => integratorLists(db, read),
  () => partLoaders(db, read),
  () => deadlineLoaders(read),
  () => whistleLoaders(db, read),
  () => whistleLists(db, read),
  () => safetyLoaders(db, read),
  () => safetyLists(db, read),
  () => mediationLoaders(db, read),
  () => mediationLists(db, read, now),
  () => mediatorLists(db, read),
  () => sessionLoaders(db, read),
  () => agreementLoaders(db, read),
  () => confirmationLoaders(db, read),
  () => mediationFigureLoaders(read),
  () => demandLoaders(db, read),
  () => demandLists(db, read),
  () => resourceLoaders(db, read),
  () => resourceLists(db, read),
  () => matchLoaders(db, read, now),
  () => projectLoaders(db, read),
  () => projectLists(db, read),
  () => projectListLists(db, read),
  () => webhookLists(db, read),
  () => renewalProjectLoaders(db, read),
  () => renewalProjectLists(db, read, dateIn(now)),
  () => wishLoaders(db, read),
  () => wishLists(db, read),
]);

export const contextOf =
  ({ db, vault, localities, scopeOf, addresses }: Service) =>
  async ({ actor, language, now, signal }: Asking): Promise<Context> => {
    const scope = await scopeOf(actor);
    const read = scopedReader(poolOf(db), scope, signal);
    const given = { db, vault, localities, addresses, actor, scope, language, now, read };
    return withLoaders(given, read, () => loaders(db, read, now));
  };
