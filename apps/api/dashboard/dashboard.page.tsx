import type { HealthReport } from '#libs/audit/index.js';
import type { CommitteeView } from '#libs/committees/index.js';
import { counted, frenchDateTime } from '#libs/kernel/index.js';
import { type Standing, STANDING_LABELS } from '#libs/portfolio/index.js';
import {
  Alert,
  Badge,
  ButtonLink,
  Col,
  DataTable,
  EmptyState,
  Row,
  Section,
  Tile,
  type TileProps,
} from '#libs/ui/index.js';
import { committee as committeeProcess } from '#workflows/committee/index.js';

import { GROUP_TITLES, TASK_GROUPS, type Task, type TaskGroup, type Tasks } from './task.js';

/** More than this is for the portfolio, not for today. */
const SHOWN = 8;

export interface DashboardPageProps {
  readonly tasks: Tasks;
  readonly counts: Readonly<Record<Standing, number>>;
  readonly upcoming: readonly CommitteeView[];
  /** For those who run committees only. */
  readonly health: HealthReport | undefined;
  readonly hasRoles: boolean;
}

export function DashboardPage(props: DashboardPageProps) {
  const { tasks, counts, hasRoles } = props;
  if (!hasRoles) return <WithoutRole />;
  const groups = TASK_GROUPS.filter((group) => tasks[group].length > 0);
  return (
    <>
      <HealthAlert health={props.health} />
      <Counts counts={counts} />
      {groups.length === 0 && (
        <EmptyState title="Rien ne vous attend aujourd’hui" level={2}>
          Les comités à planifier, les dossiers et les relevés qui demandent votre attention apparaîtront ici.
        </EmptyState>
      )}
      {groups.map((group) => (
        <TaskList key={group} group={group} tasks={tasks[group]} />
      ))}
      <Upcoming committees={props.upcoming} />
    </>
  );
}

function WithoutRole() {
  return (
    <EmptyState title="Vous n’avez pas encore de rôle" level={2}>
      Demandez à la personne responsable de votre incubateur de vous en donner un pour un produit ou pour l’incubateur.
    </EmptyState>
  );
}

function HealthAlert({ health }: Pick<DashboardPageProps, 'health'>) {
  if (!health) return null;
  const troubles = [
    health.effectsFailing > 0 &&
      counted(health.effectsFailing, 'envoi ou document en échec', 'envois ou documents en échec'),
    health.deadlinesLate > 0 && counted(health.deadlinesLate, 'échéance non traitée', 'échéances non traitées'),
    health.mailsUnknown > 0 && counted(health.mailsUnknown, 'courriel au sort inconnu', 'courriels au sort inconnu'),
  ].filter((trouble) => trouble !== false);
  if (troubles.length === 0) return null;
  return (
    <Alert severity="warning" title="Tout ce qui était dû n’a pas été fait" level={2}>
      <p>
        {`${troubles.join(', ')}. Jalon réessaie de lui-même\u202F; ce qui dure se voit dans `}
        <a href="/sante">l’état du service</a>.
      </p>
    </Alert>
  );
}

function Counts({ counts }: Pick<DashboardPageProps, 'counts'>) {
  const tiles: readonly (TileProps & { readonly figure: number; readonly detail: string })[] = [
    {
      title: STANDING_LABELS.overdue,
      href: '/portefeuille?etat=overdue',
      figure: counts.overdue,
      tone: 'error',
      detail: 'comité dû, date dépassée',
    },
    {
      title: STANDING_LABELS.due,
      href: '/portefeuille?etat=due',
      figure: counts.due,
      tone: 'warning',
      detail: 'comité à tenir dans les trois mois',
    },
    {
      title: 'Comité prévu ou tenu',
      href: '/comites',
      figure: counts.planned + counts.held,
      detail:
        counts.held === 0 ? 'date fixée' : `dont ${counted(counts.held, 'décision à valider', 'décisions à valider')}`,
    },
    {
      title: STANDING_LABELS.settled,
      href: '/portefeuille?etat=settled',
      figure: counts.settled,
      tone: 'success',
      detail: 'prochain comité dans plus de trois mois',
    },
  ];
  return (
    <Section id="situation" title="Vos produits en phase active">
      <Row>
        {tiles.map(({ detail, tone, ...tile }) => (
          <Col key={tile.title} md={6} lg={3}>
            <Tile {...tile} tone={tile.figure === 0 ? 'neutral' : tone}>
              {detail}
            </Tile>
          </Col>
        ))}
      </Row>
    </Section>
  );
}

function TaskList({ group, tasks }: { readonly group: TaskGroup; readonly tasks: readonly Task[] }) {
  const title = GROUP_TITLES[group];
  const more = tasks.length - SHOWN;
  return (
    <Section
      id={group}
      title={
        <>
          {title} <span class="jl-count">{tasks.length}</span>
        </>
      }
      actions={group === 'toPlan' && tasks.length > 1 && <a href="/planification/nouvelle">Planifier le semestre</a>}
    >
      <DataTable
        caption={title}
        captionHidden
        rows={tasks.slice(0, SHOWN)}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'subject',
            header: 'Sujet',
            rowHeader: true,
            cell: ({ subject, subjectHref, detail }) => (
              <>
                <a href={subjectHref}>{subject}</a>
                <span class="fr-hint-text">{detail}</span>
              </>
            ),
          },
          {
            key: 'badge',
            header: 'Situation',
            cell: ({ badge }) => <Badge severity={badge.severity}>{badge.words}</Badge>,
          },
          {
            key: 'action',
            header: 'Action',
            headerHidden: true,
            numeric: true,
            cell: ({ action, subject }) =>
              action && (
                <ButtonLink
                  href={action.href}
                  kind="secondary"
                  size="sm"
                  ariaLabel={`${action.label}\u00A0: ${subject}`}
                >
                  {action.label}
                </ButtonLink>
              ),
          },
        ]}
      />
      {more > 0 && (
        <p>
          {group === 'toPlan' ? (
            <a href="/portefeuille">{`Voir les ${counted(more, 'autre')} dans le portefeuille`}</a>
          ) : (
            `Et ${counted(more, 'autre')}.`
          )}
        </p>
      )}
    </Section>
  );
}

function Upcoming({ committees }: { readonly committees: readonly CommitteeView[] }) {
  if (committees.length === 0) return null;
  return (
    <Section id="a-venir" title="Prochains comités" actions={<a href="/comites">Tous les comités</a>}>
      <DataTable
        caption="Prochains comités"
        captionHidden
        rows={committees.slice(0, SHOWN)}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'when',
            header: 'Date',
            rowHeader: true,
            cell: ({ id, startsAt }) => <a href={`/comites/${id}`}>{frenchDateTime(startsAt)}</a>,
          },
          { key: 'products', header: 'Produits', cell: ({ products }) => products.map(({ name }) => name).join(', ') },
          { key: 'incubator', header: 'Incubateur', cell: ({ incubatorName }) => incubatorName },
          {
            key: 'state',
            header: 'État',
            cell: ({ state }) => <Badge severity="info">{committeeProcess.labels.states[state] ?? state}</Badge>,
          },
        ]}
      />
    </Section>
  );
}
