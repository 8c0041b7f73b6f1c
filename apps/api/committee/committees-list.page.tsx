import { type CommitteeView, enumerate } from '#libs/committees/index.js';
import { Badge, ButtonLink, DataTable, DateTimeText, EmptyState, Pagination, Tabs } from '#libs/ui/index.js';

import { STATE_LABELS, STATE_SEVERITIES, STRINGS } from './committee.strings.js';

const words = STRINGS.list;

export function CommitteesList(props: {
  readonly committees: readonly CommitteeView[];
  readonly over: boolean;
  readonly page: number;
  readonly more: boolean;
  readonly manages: boolean;
}) {
  const { committees, over, page, more } = props;
  return (
    <>
      <Tabs
        label="Comités"
        tabs={[
          { label: words.ahead, href: '/comites', current: !over },
          { label: words.over, href: '/comites?vue=passes', current: over },
        ]}
      />
      {committees.length === 0 ? (
        <EmptyState
          title={over ? words.noneOver : words.noneAhead}
          level={2}
          action={props.manages && !over && <ButtonLink href="/comites/nouveau">{words.plan}</ButtonLink>}
        >
          <p>{over ? words.noneOverText : words.noneAheadText}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={over ? 'Comités passés' : 'Comités à venir'}
          captionHidden
          rows={committees}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'when',
              header: 'Date',
              cell: ({ id, startsAt }) => (
                <a href={`/comites/${id}`}>
                  <DateTimeText instant={startsAt} />
                </a>
              ),
            },
            {
              key: 'products',
              header: 'Produits',
              cell: ({ products }) => enumerate(products.map(({ name }) => name)),
            },
            { key: 'incubator', header: 'Incubateur', cell: ({ incubatorName }) => incubatorName },
            { key: 'state', header: 'État', cell: ({ state }) => <StateBadge state={state} /> },
            { key: 'people', header: 'Acceptent', cell: (committee) => <Answers committee={committee} /> },
            { key: 'dossiers', header: 'Dossiers déposés', cell: (committee) => dossiers(committee) },
          ]}
        />
      )}
      {(page > 1 || more) && (
        <Pagination
          current={page}
          total={more ? page + 1 : page}
          hrefOf={(number) => `/comites?${over ? 'vue=passes&' : ''}page=${number}`}
        />
      )}
    </>
  );
}

export function StateBadge({ state }: { readonly state: string }) {
  return <Badge severity={STATE_SEVERITIES[state] ?? 'new'}>{STATE_LABELS[state] ?? state}</Badge>;
}

function Answers({ committee }: { readonly committee: CommitteeView }) {
  const { members, missing } = committee;
  const coming = members.filter(({ response }) => response === 'accepted').length;
  return (
    <>
      {coming} sur {members.length}{' '}
      {missing.length > 0 && (
        <Badge severity="warning" size="sm">
          Quelqu’un manque
        </Badge>
      )}
    </>
  );
}

function dossiers({ context }: CommitteeView): string {
  const submitted = context.products.filter(({ dossier }) => dossier === 'submitted').length;
  return `${submitted} sur ${context.products.length}`;
}
