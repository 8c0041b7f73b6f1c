import {
  Accordion,
  Alert,
  BackLink,
  Badge,
  BarChart,
  Button,
  ButtonGroup,
  ButtonLink,
  Callout,
  Card,
  Col,
  Countdown,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  KeyFacts,
  LineChart,
  Meter,
  Money,
  Notice,
  Page,
  Pagination,
  PhaseBadge,
  type PhaseKind,
  Progress,
  renderPage,
  Row,
  Section,
  Stepper,
  Tabs,
  Tag,
  Tile,
  Timeline,
} from '#libs/ui/index.js';
import { formatEuros } from '#libs/kernel/index.js';

export const frame = {
  nav: {
    current: 'portefeuille',
    items: [
      { key: 'tableau-de-bord', label: 'Tableau de bord', href: '/' },
      { key: 'portefeuille', label: 'Portefeuille', href: '/portefeuille' },
      { key: 'comites', label: 'Comités', href: '/comites', count: 3 },
      { key: 'calendrier', label: 'Calendrier', href: '/calendrier' },
      { key: 'journal', label: 'Journal', href: '/journal' },
      { key: 'boite', label: 'Boîte d’essai', href: '/boite' },
    ],
  },
  person: { name: 'Camille Lavigne', detail: 'Responsable d’incubateur' },
  csrf: 'jeton',
} as const;

const products: readonly {
  name: string;
  phase: PhaseKind;
  label: string;
  due: string;
  late: boolean;
  cents: number;
}[] = [
  {
    name: 'Carnet de chantier',
    phase: 'construction',
    label: 'Construction',
    due: '2026-03-12',
    late: false,
    cents: 32_000_000,
  },
  {
    name: 'Dossier handicap simplifié',
    phase: 'acceleration',
    label: 'Accélération',
    due: '2026-02-02',
    late: true,
    cents: 118_450_050,
  },
  {
    name: 'Relais santé scolaire',
    phase: 'investigation',
    label: 'Investigation',
    due: '2026-04-01',
    late: false,
    cents: 15_000_000,
  },
  {
    name: 'Pêche en règle',
    phase: 'sustainability',
    label: 'Consolidation',
    due: '2026-06-30',
    late: false,
    cents: 9_000_000,
  },
];

/** Every component that shows something. */
export function contentGallery(): string {
  return renderPage(
    <Page
      {...frame}
      title="Dossier handicap simplifié"
      eyebrow="Fabrique des mobilités"
      badges={
        <>
          <PhaseBadge phase="acceleration">Accélération</PhaseBadge>
          <Badge severity="error">Comité en retard de 12 jours</Badge>
        </>
      }
      lead="Obtenir une réponse à sa demande de compensation en deux mois au lieu de neuf, sans pièce à fournir deux fois."
      actions={
        <>
          <ButtonLink href="#dossier" kind="secondary" icon="document">
            Ouvrir le dossier
          </ButtonLink>
          <ButtonLink href="#planifier" icon="calendar">
            Planifier un comité
          </ButtonLink>
        </>
      }
      breadcrumb={[
        { label: 'Portefeuille', href: '/portefeuille' },
        { label: 'Fabrique des mobilités', href: '/portefeuille/mobilites' },
      ]}
      notice={
        <Notice severity="warning">Clôture annuelle : aucune commande entre le 15 décembre et début février.</Notice>
      }
      flash={[
        { kind: 'success', text: 'Les invitations sont parties à huit personnes.' },
        { kind: 'warning', title: 'Une personne manque', text: 'Le sponsor n’est pas invité.' },
      ]}
    >
      <Tabs
        label="Vues du produit"
        tabs={[
          { label: 'Vue d’ensemble', href: '#vue', current: true },
          { label: 'Comités', href: '#comites', count: 4 },
          { label: 'Indicateurs', href: '#indicateurs' },
          { label: 'Documents', href: '#documents', count: 12 },
        ]}
      />
      <KeyFacts
        facts={[
          { term: 'Prochain comité dû', value: <DateText date="2026-02-02" />, note: 'compté depuis le 2 août 2025' },
          { term: 'Enveloppe en cours', value: <Money cents={118_450_050} />, note: 'jusqu’au 31 mars 2026' },
          { term: 'Équipe', value: '7 personnes', note: '2 à temps plein' },
          { term: 'Dernier relevé signé', value: <DateText date="2025-08-01" />, note: 'par 2 sponsors' },
        ]}
      />
      <Section id="attend" title="Ce qui vous attend" lead="Trois choses, la plus pressante d’abord.">
        <Row>
          <Col md={6} lg={3}>
            <Tile title="Comités en retard" href="#retard" figure="3" tone="error">
              dont un de plus d’un mois
            </Tile>
          </Col>
          <Col md={6} lg={3}>
            <Tile title="À planifier sous 30 jours" href="#planifier" figure="5" tone="warning" />
          </Col>
          <Col md={6} lg={3}>
            <Tile title="Relevés à signer" href="#relevés" figure="2">
              <p>Deux sponsors relancés hier</p>
            </Tile>
          </Col>
          <Col md={6} lg={3}>
            <Tile
              title="À jour"
              figure="41"
              tone="success"
              badge={<Badge severity="success">82 % du portefeuille</Badge>}
            />
          </Col>
        </Row>
      </Section>
      <Section
        id="portefeuille"
        title="Portefeuille"
        actions={
          <ButtonLink href="#export" kind="tertiary" size="sm" icon="download">
            Exporter
          </ButtonLink>
        }
      >
        <DataTable
          caption="Quatre produits suivis"
          columns={[
            {
              key: 'name',
              header: 'Produit',
              sortHref: '?tri=nom',
              sorted: 'ascending',
              cell: (row) => <a href={`#${row.cents}`}>{row.name}</a>,
            },
            { key: 'phase', header: 'Phase', cell: (row) => <PhaseBadge phase={row.phase}>{row.label}</PhaseBadge> },
            {
              key: 'due',
              header: 'Comité dû',
              sortHref: '?tri=du',
              nowrap: true,
              cell: (row) => <DateText date={row.due} />,
            },
            {
              key: 'state',
              header: 'Situation',
              cell: (row) =>
                row.late ? <Badge severity="error">En retard</Badge> : <Badge severity="success">À l’heure</Badge>,
            },
            {
              key: 'money',
              header: 'Enveloppe',
              numeric: true,
              nowrap: true,
              cell: (row) => <Money cents={row.cents} />,
            },
          ]}
          rows={products}
          rowKey={(row) => row.name}
          total={{ name: 'Total', money: <Money cents={174_450_050} /> }}
        />
        <Pagination current={4} total={12} hrefOf={(page) => `?page=${page}`} />
        <DataTable
          caption="Rôles"
          narrow="scroll"
          columns={['Personne', 'Administration', 'Rôle', 'Présence', 'Représentée par', 'Réponse'].map((header) => ({
            key: header,
            header,
            nowrap: true,
            cell: (row: string) => `${header} de ${row}`,
          }))}
          rows={['Anaïs Morel', 'Yanis Petit']}
          rowKey={(row) => row}
        />
        <DataTable
          caption="Documents"
          columns={[{ key: 'a', header: 'Nom', cell: () => '' }]}
          rows={[]}
          rowKey={() => ''}
          empty="Aucun document pour le moment."
        />
      </Section>
      <Section id="histoire" title="Histoire">
        <Timeline
          label="Phases et comités du produit"
          entries={[
            { key: '0', date: '2026-05-04', title: 'Comité d’investissement', kind: 'committee', state: 'coming' },
            {
              key: '1',
              date: '2026-02-02',
              title: 'Comité dû',
              kind: 'committee',
              state: 'late',
              badge: (
                <Badge severity="error" size="sm">
                  12 jours de retard
                </Badge>
              ),
            },
            {
              key: '2',
              date: '2025-08-01',
              dateLabel: 'depuis le 1er août 2025',
              title: 'Accélération',
              kind: 'phase',
              state: 'current',
            },
            {
              key: '3',
              date: '2025-08-01',
              title: 'Passage en accélération',
              kind: 'decision',
              body: (
                <p>
                  Objectifs validés, budget de {formatEuros(118_450_050)} accordé, avec une réserve : publier la page
                  d’impact avant octobre.
                </p>
              ),
            },
            { key: '4', date: '2025-05-06', title: 'Première version en ligne', kind: 'event' },
            { key: '5', date: '2024-11-18', title: 'Construction', kind: 'phase' },
          ]}
        />
      </Section>
      <Section id="mesures" title="Mesures">
        <Row>
          <Col lg={6}>
            <LineChart
              id="usage"
              title="Demandes traitées par mois"
              description="De 120 demandes en janvier 2025 à 1 480 en janvier 2026 ; l’objectif de 1 200 est dépassé depuis novembre."
              target={{ value: 1200, label: 'Objectif : 1 200' }}
              series={[
                {
                  name: 'Demandes complètes',
                  points: [
                    ['2025-01-01', 120],
                    ['2025-04-01', 430],
                    ['2025-07-01', 810],
                    ['2025-11-01', 1260],
                    ['2026-01-01', 1480],
                  ].map(([date, value]) => ({ date: String(date), value: Number(value) })),
                },
                {
                  name: 'Demandes reprises à la main',
                  points: [
                    ['2025-01-01', 90],
                    ['2025-04-01', 210],
                    ['2025-07-01', 190],
                    ['2025-11-01', 120],
                    ['2026-01-01', 60],
                  ].map(([date, value]) => ({ date: String(date), value: Number(value) })),
                },
              ]}
            />
          </Col>
          <Col lg={6}>
            <BarChart
              id="budget"
              title="Budget demandé par ligne"
              description="Le développement prend plus de la moitié des 460 000 € demandés."
              labelHeader="Ligne"
              valueHeader="Montant"
              format={formatEuros}
              bars={[
                { label: 'Développement', value: 24_000_000 },
                { label: 'Gestion de produit', value: 12_000_000 },
                { label: 'Déploiement et communication', value: 7_000_000 },
                { label: 'Licences et infrastructure', value: 3_000_000 },
              ]}
            />
          </Col>
        </Row>
        <Progress id="signatures" label="Signatures" value={3} max={4} text="3 sur 4" tone="success" />
        <Meter id="enveloppe" label="Enveloppe consommée" value={82} max={100} text="82 %" tone="warning" />
        <Countdown label="Temps de délibération restant" text="12 min 30 s" until="2026-03-02T14:30:00.000Z" />
      </Section>
      <Section id="paroles" title="Paroles">
        <Callout title="Décision du comité">
          <p>Le budget est reconduit pour six mois. La phase reste inchangée.</p>
        </Callout>
        {(['info', 'success', 'warning', 'error'] as const).map((severity) => (
          <Alert key={severity} severity={severity} title="Une personne manque à l’appel">
            Le sponsor n’a pas répondu ; <a href="#relance">le relancer</a>.
          </Alert>
        ))}
        <Alert severity="info">Une phrase, sans titre.</Alert>
        <p>
          {(['success', 'info', 'new', 'warning', 'error', 'neutral'] as const).map((severity) => (
            <>
              <Badge key={severity} severity={severity}>
                Signé
              </Badge>{' '}
            </>
          ))}
          <Tag>étiquette</Tag> <Tag href="#santé">santé</Tag>
        </p>
        <p>
          {(['investigation', 'construction', 'acceleration', 'sustainability', 'safeguard', 'stopped'] as const).map(
            (phase) => (
              <>
                <PhaseBadge key={phase} phase={phase}>
                  Phase
                </PhaseBadge>{' '}
              </>
            ),
          )}
        </p>
        <ButtonGroup>
          <Button type="button">Principal</Button>
          <Button type="button" kind="secondary">
            Secondaire
          </Button>
          <Button type="button" kind="tertiary">
            Tertiaire
          </Button>
          <Button type="button" kind="danger">
            Annuler le comité
          </Button>
          <Button type="button" disabled>
            Indisponible
          </Button>
          <Button type="button" size="sm">
            Petit
          </Button>
          <Button type="button" size="lg">
            Grand
          </Button>
        </ButtonGroup>
        <Row>
          <Col md={6}>
            <Card
              title="Comité du 2 mars"
              href="#comite"
              detail={<DateTimeText instant="2026-03-02T13:30:00.000Z" />}
              badges={<Badge severity="info">Convoqué</Badge>}
            >
              <p>Deux produits, huit personnes, en salle 214 et à distance.</p>
            </Card>
          </Col>
          <Col md={6}>
            <Card
              title="Relevé de décision"
              footer={
                <ButtonGroup>
                  <Button type="button" size="sm">
                    Envoyer à la signature
                  </Button>
                </ButtonGroup>
              }
            >
              <p>Relu par l’équipe, prêt à partir.</p>
            </Card>
          </Col>
        </Row>
      </Section>
      <Section id="reste" title="Le reste">
        <Stepper title="Résultats des six derniers mois" current={2} total={5} next="Objectifs à six mois" level={3} />
        <Accordion title="Pourquoi ce comité est-il dû ?" open>
          <p>Six mois après le 2 août 2025, ancre du produit.</p>
        </Accordion>
        <Accordion title="Qui doit être là ?">
          <p>L’intrapreneure, le sponsor, la DINUM.</p>
        </Accordion>
        <EmptyState
          title="Aucun comité ce mois-ci"
          action={<ButtonLink href="#planifier">Planifier un comité</ButtonLink>}
        >
          <p>Le prochain est dû le 12 mars.</p>
        </EmptyState>
        <BackLink href="/portefeuille">Retour au portefeuille</BackLink>
      </Section>
    </Page>,
  );
}
