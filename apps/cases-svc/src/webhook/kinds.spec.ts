import { caseLife } from '../case/case.life';
import { councilLife } from '../council/council.life';
import { deliberationLife } from '../deliberation/deliberation.life';
import { demandLife } from '../demand/demand.life';
import type { WebhookKind } from '../generated/graphql';
import { matterLife } from '../matter/matter.life';
import { meetingLife } from '../meeting/meeting.life';
import { projectLife } from '../project/project.life';
import { projectListLife } from '../project-list/project-list.life';
import { proposalLife } from '../proposal/proposal.life';
import { renewalProjectLife } from '../renewal-project/renewal-project.life';
import { resourceLife } from '../resource/resource.life';
import { incidentLife } from '../safety/safety.life';
import { topicLife } from '../topic/topic.life';
import { voteLife } from '../vote/vote.life';
import { whistleLife } from '../whistle/whistle.life';
import { zeroEvaluationLife } from '../zero-evaluation/zero-evaluation.life';

/** The life whose events each kind tells. */
const LIVES: Record<WebhookKind, { event: string; tell: (row: never) => object }> = {
  CASE: caseLife,
  WHISTLE: whistleLife,
  INCIDENT: incidentLife,
  GOVERNANCE_PROPOSAL: proposalLife,
  TOPIC: topicLife,
  COUNCIL: councilLife,
  MEETING: meetingLife,
  MATTER: matterLife,
  DELIBERATION: deliberationLife,
  VOTE: voteLife,
  DEMAND: demandLife,
  RESOURCE: resourceLife,
  PROJECT: projectLife,
  PROJECT_LIST: projectListLife,
  RENEWAL_PROJECT: renewalProjectLife,
  ZERO_EVALUATION: zeroEvaluationLife,
};

test.each(Object.entries(LIVES))(
  '%s is the first word of events that know their area',
  (kind, { event, tell }) => {
    expect(event.toUpperCase()).toBe(kind);
    expect(tell({} as never)).toHaveProperty('areaId');
  },
);
