import { Injectable } from '@nestjs/common';

import { UnrecognisedReplies } from '#libs/calendar-replies/index.js';
import {
  CommitteeAccess,
  type CommitteeView,
  enumerate,
  type PlannableProduct,
  PlannableProducts,
  type PlanningWarning,
  planningWarnings,
} from '#libs/committees/index.js';
import { DatePolls, isRunning } from '#libs/date-polls/index.js';
import { Dossiers } from '#libs/dossiers/index.js';
import { type CalendarDate, Clock, frenchDate, newId, parisDate, type Programme } from '#libs/kernel/index.js';
import { MailDeliveries } from '#libs/mail/index.js';
import { Programmes } from '#libs/portfolio/index.js';
import { ButtonLink } from '#libs/ui/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

import { page, type WebRequest } from '../web/index.js';
import { CommitteePage } from './committee.page.js';
import { isAhead, type RefusedForm } from './committee-page.view.js';
import { SERIOUS } from './committee.strings.js';
import { StateBadge } from './committees-list.page.js';

const NOBODY: ReadonlySet<string> = new Set();

/** The page of one committee, for those who read it and for those who run it. */
@Injectable()
export class CommitteePages {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly products: PlannableProducts,
    private readonly deliveries: MailDeliveries,
    private readonly polls: DatePolls,
    private readonly replies: UnrecognisedReplies,
    private readonly dossiers: Dossiers,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when the person may not read it. */
  async show(request: WebRequest, personId: string, committeeId: string, refused?: RefusedForm): Promise<string> {
    const { view: committee, manages } = await this.access.readable(personId, committeeId);
    const today = this.clock.today();
    const products = isAhead(committee) ? await this.products.byIds(committee.products.map(({ id }) => id)) : [];
    const poll = manages ? await this.polls.ofCommittee(committeeId) : undefined;
    const { programme } = await this.programmes.ofIncubator(committee.incubatorId);
    const on = parisDate(committee.startsAt);
    return page(
      request,
      {
        title: `Comité du ${frenchDate(on)}`,
        eyebrow: committee.incubatorName,
        lead: enumerate(committee.products.map(({ name }) => name)),
        badges: <StateBadge state={committee.state} />,
        actions: <HeadActions committee={committee} manages={manages} />,
        current: '/comites',
        breadcrumb: [{ label: 'Comités', href: '/comites' }],
        hasErrors: refused !== undefined,
      },
      <CommitteePage
        committee={committee}
        manages={manages}
        warnings={manages ? warningsOf(committee, today, products, programme) : []}
        unreachable={
          manages ? await this.deliveries.unreachable(committee.members.map(({ person }) => person.id)) : NOBODY
        }
        unrecognised={manages ? await this.replies.ofCommittee(committeeId) : []}
        choosesDate={poll !== undefined && isRunning(poll)}
        progress={manages ? await this.dossiers.progressOf([committee]) : new Map()}
        today={today}
        csrf={request.csrf ?? ''}
        newKey={newId}
        refused={refused}
      />,
    );
  }
}

function HeadActions({ committee, manages }: { readonly committee: CommitteeView; readonly manages: boolean }) {
  const { id, state } = committee;
  const sits = state === 'convened' || state === 'preparing' || state.startsWith('sitting.');
  return (
    <>
      {manages && sits && (
        <ButtonLink href={`/comites/${id}/seance`} icon="clock">
          {state.startsWith('sitting.') ? 'Rejoindre la séance' : 'Ouvrir la séance'}
        </ButtonLink>
      )}
      {isAhead(committee) && (
        <ButtonLink href={`/comites/${id}/agenda.ics`} kind="tertiary" icon="download" download>
          Ajouter à mon agenda
        </ButtonLink>
      )}
      {manages && (
        <ButtonLink href={`/journal/${caseId({ process: 'committee', subjectId: id })}`} kind="tertiary">
          Journal du comité
        </ButtonLink>
      )}
    </>
  );
}

/** Once people are convened only what is likely wrong is still worth saying: the rest was accepted with the date. */
function warningsOf(
  committee: CommitteeView,
  today: CalendarDate,
  products: readonly PlannableProduct[],
  programme: Programme,
): readonly PlanningWarning[] {
  if (!isAhead(committee)) return [];
  const warnings = planningWarnings(parisDate(committee.startsAt), today, products, programme);
  return committee.state === 'planned' ? warnings : warnings.filter(({ code }) => SERIOUS.has(code));
}
