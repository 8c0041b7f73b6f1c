import type { CalendarDate } from '#libs/kernel/index.js';
import type { PortfolioLine } from '#libs/portfolio/index.js';
import { ButtonLink, Callout } from '#libs/ui/index.js';

import { dutySentence } from '../portfolio/duty-words.js';

/** What the product owes, and the one thing to do about it. */
export function ProductDuty(props: {
  readonly line: PortfolioLine;
  readonly on: CalendarDate;
  readonly manages: boolean;
}) {
  const { line, on, manages } = props;
  if (line.standing === 'notOwed') return null;
  const ahead = line.planned ?? (line.standing === 'held' ? line.awaiting.at(-1) : undefined);
  return (
    <Callout title="Comité semestriel" level={2}>
      <p>{dutySentence(line, on)}</p>
      {ahead ? (
        <ButtonLink href={`/comites/${ahead.committeeId}`} kind="secondary" icon="calendar">
          Ouvrir le comité
        </ButtonLink>
      ) : (
        manages && (
          <ButtonLink href={`/comites/nouveau?produit=${line.product.id}`} icon="calendar">
            Planifier un comité
          </ButtonLink>
        )
      )}
      {manages && (
        <p>
          {line.standing === 'overdue' && (
            <>
              <a href={`/produits/${line.product.id}/escalade`}>Voir qui est averti du retard</a>{' '}
            </>
          )}
          {line.incubator && <a href={`/incubateurs/${line.incubator.id}/programme`}>Programme de l’incubateur</a>}
        </p>
      )}
    </Callout>
  );
}
