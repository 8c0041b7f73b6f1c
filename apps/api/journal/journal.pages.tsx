import type { JournalEntry } from '#libs/audit/index.js';
import { counted, frenchDateTime } from '#libs/kernel/index.js';
import { Alert, Badge, DataTable } from '#libs/ui/index.js';

import { undoStrings } from './undo.strings.js';

export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
}

const ACTORS: Readonly<Record<string, string>> = {
  system: 'Jalon',
  import: 'Import du registre',
  operator: 'Exploitation',
};

export function actorName(actor: string, names: Names): string {
  const [kind = '', id = ''] = actor.split(':');
  return names.people.get(id) ?? ACTORS[kind] ?? 'Une personne';
}

const productNames = (entry: JournalEntry, names: Names): string =>
  entry.productIds.map((id) => names.products.get(id) ?? 'Autre produit').join(', ');

/** An event; struck through once it was taken back, which is said in words too. */
function EventName({ entry }: { readonly entry: JournalEntry }) {
  if (!entry.undone) return <>{entry.eventLabel}</>;
  return (
    <>
      <s>{entry.eventLabel}</s>{' '}
      <Badge severity="warning" size="sm">
        {undoStrings.undone}
      </Badge>
    </>
  );
}

export function JournalList(props: {
  readonly entries: readonly JournalEntry[];
  readonly names: Names;
  readonly page: number;
  readonly more: boolean;
  readonly productId: string | undefined;
}) {
  const { entries, names } = props;
  const address = (number: number): string =>
    `/journal?page=${number}${props.productId ? `&produit=${encodeURIComponent(props.productId)}` : ''}`;
  return (
    <>
      <DataTable
        caption="Événements, du plus récent au plus ancien"
        captionHidden
        rows={entries}
        rowKey={(entry) => `${entry.caseId}-${entry.revision}`}
        empty="Rien ne s’est encore passé sur vos produits."
        columns={[
          {
            key: 'event',
            header: 'Événement',
            rowHeader: true,
            cell: (entry) => (
              <>
                <EventName entry={entry} />
                {entry.reason && <span class="fr-hint-text">{entry.reason}</span>}
              </>
            ),
          },
          { key: 'product', header: 'Produit', cell: (entry) => productNames(entry, names) },
          {
            key: 'case',
            header: 'Dossier',
            cell: (entry) => <a href={`/journal/${entry.caseId}`}>{entry.processLabel}</a>,
          },
          { key: 'state', header: 'État atteint', cell: (entry) => entry.stateAfterLabel },
          { key: 'actor', header: 'Par', cell: (entry) => actorName(entry.actor, names) },
          { key: 'at', header: 'Le', cell: (entry) => frenchDateTime(entry.at), nowrap: true },
        ]}
      />
      <nav aria-label="Pages du journal" class="jl-button-row">
        {props.page > 1 && <a href={address(props.page - 1)}>Plus récents</a>}
        {props.more && <a href={address(props.page + 1)}>Plus anciens</a>}
      </nav>
    </>
  );
}

/** `Annule l’entrée n° 3`: those that counted until then. */
function undoneBy({ revision, undoneTo }: JournalEntry, entries: readonly JournalEntry[]): string {
  const isWithin = (one: JournalEntry, to: number | null, before: number) =>
    to !== null && one.revision > to && one.revision < before;
  const before = entries.filter((one) => one.undoneTo !== null && one.revision < revision);
  const undone = entries
    .filter((one) => one.undone && isWithin(one, undoneTo, revision))
    .filter((one) => !before.some((undo) => isWithin(one, undo.undoneTo, undo.revision)));
  return undoStrings.undoes(undone.map((one) => one.revision));
}

export function JournalOfCase(props: {
  readonly entries: readonly JournalEntry[];
  readonly names: Names;
  readonly faults: readonly { readonly revision: number; readonly fault: string }[];
  /** The revision of the step that the reader may take back; undefined when there is none. */
  readonly undoable: number | undefined;
}) {
  const { entries, names, faults } = props;
  return (
    <>
      {faults.length === 0 ? (
        <Alert severity="success" title="Journal intact" level={2}>
          {`Les ${counted(entries.length, 'entrée')} s’enchaînent sans rupture et redonnent l’état actuel.`}
        </Alert>
      ) : (
        <Alert severity="error" title="Journal altéré" level={2}>
          {`À partir de l’entrée ${Math.min(...faults.map((fault) => fault.revision))}, le journal ne correspond plus à son empreinte. Prévenez l’exploitation.`}
        </Alert>
      )}
      <DataTable
        caption={`Toutes les entrées${entries[0] ? ` — ${productNames(entries[0], names)}` : ''}`}
        rows={entries}
        rowKey={(entry) => String(entry.revision)}
        columns={[
          { key: 'rank', header: 'N°', cell: (entry) => entry.revision, numeric: true },
          {
            key: 'event',
            header: 'Événement',
            rowHeader: true,
            cell: (entry) => (
              <>
                <EventName entry={entry} />
                {entry.undoneTo !== null && <span class="fr-hint-text">{undoneBy(entry, entries)}</span>}
                {entry.revision === props.undoable && (
                  <div>
                    <a href={`/journal/${entry.caseId}/annulation`}>{undoStrings.link}</a>
                  </div>
                )}
              </>
            ),
          },
          { key: 'state', header: 'État atteint', cell: (entry) => entry.stateAfterLabel },
          { key: 'reason', header: 'Motif', cell: (entry) => entry.reason ?? '—' },
          { key: 'actor', header: 'Par', cell: (entry) => actorName(entry.actor, names) },
          { key: 'at', header: 'Le', cell: (entry) => frenchDateTime(entry.at) },
          { key: 'hash', header: 'Empreinte', cell: (entry) => <code>{entry.hash}</code> },
        ]}
      />
    </>
  );
}
