import type { Dossier } from '#libs/dossiers/index.js';
import { frenchDate, frenchLongDate, parisDate } from '#libs/kernel/index.js';
import { Badge, ButtonLink, type Severity } from '#libs/ui/index.js';

import { LifecycleBadge } from '../portfolio/lifecycle-badge.js';
import type { DossierPageProps } from './dossier-page.js';

/**
 * Title, badges and due date: the same for those who write and those who read.
 * @param props.isWritten the form is shown, rather than the dossier.
 */
export function headOf(props: DossierPageProps & { readonly isWritten: boolean }) {
  const { desk, dueOn, isWritten } = props;
  const { dossier, committee, product } = desk;
  const day = parisDate(committee.startsAt);
  const { severity, words } = stateOf(props);
  return {
    title: `Dossier\u00A0: ${product.name}`,
    current: '/comites',
    breadcrumb: [
      { label: 'Comités', href: '/comites' },
      { label: `Comité du ${frenchDate(day)}`, href: `/comites/${committee.id}` },
    ],
    eyebrow: `Comité d’investissement du ${frenchDate(day)}`,
    lead: desk.isOpen && dossier.submission === null ? `À déposer avant le ${frenchLongDate(dueOn)}.` : undefined,
    badges: (
      <>
        <LifecycleBadge state={product.phase} />
        <Badge severity={severity}>{words}</Badge>
        {hasUnsubmitted(dossier) && desk.mayWrite && desk.isOpen && (
          <Badge severity="info">Modifications non déposées</Badge>
        )}
      </>
    ),
    actions: isWritten && (
      <ButtonLink href={`/dossiers/${dossier.id}?vue=lecture`} kind="tertiary">
        Voir comme les lecteurs
      </ButtonLink>
    ),
  };
}

/** Something was saved after what the members read. */
const hasUnsubmitted = ({ submission, revision }: Dossier): boolean =>
  submission !== null && submission.revision < revision;

function stateOf({ desk, dueOn, today }: DossierPageProps): { readonly severity: Severity; readonly words: string } {
  const { submission } = desk.dossier;
  if (submission) return { severity: 'success', words: `Déposé le ${frenchDate(parisDate(submission.at))}` };
  if (!desk.isOpen) return { severity: 'neutral', words: 'Non déposé' };
  return today > dueOn ? { severity: 'error', words: 'En retard' } : { severity: 'info', words: 'En préparation' };
}
