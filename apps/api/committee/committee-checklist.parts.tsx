import { checklist, type ChecklistItem } from '#libs/committees/index.js';
import {
  Accordion,
  Badge,
  Button,
  DateField,
  FieldRow,
  Form,
  HiddenField,
  Section,
  TextField,
  Timeline,
} from '#libs/ui/index.js';

import type { CommitteePageView } from './committee-page.view.js';
import { CHECK_LABELS } from './committee.strings.js';

/** The preparation, counted back from the date: what was told, what will be, what one may still move. */
export function Checklist({ view }: { readonly view: CommitteePageView }) {
  const { committee } = view;
  const items = checklist(committee.context).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const live = committee.state === 'convened' || committee.state === 'preparing';
  return (
    <Section
      id="preparation"
      title="Préparation"
      lead={
        committee.state === 'planned'
          ? 'Comptée à rebours de la date, jours ouvrés. Les rappels partiront une fois les convocations envoyées.'
          : 'Comptée à rebours de la date, jours ouvrés. Chaque rappel part une fois, aux bonnes personnes.'
      }
    >
      <Timeline
        label="Échéances de préparation"
        entries={items.map((item) => ({
          key: item.rung,
          date: item.on,
          title: item.countdown ? `${item.countdown}\u00A0: ${item.label}` : item.label,
          kind: 'event',
          state: item.status === 'coming' ? 'coming' : 'done',
          badge: <StatusBadge item={item} />,
          body: view.manages && live && isOpen(item) ? <Adjust view={view} item={item} /> : undefined,
        }))}
      />
    </Section>
  );
}

const isOpen = ({ status }: ChecklistItem): boolean => status === 'coming' || status === 'stopped';

function StatusBadge({ item }: { readonly item: ChecklistItem }) {
  if (item.status === 'coming') return item.moved ? <Badge size="sm">Date changée</Badge> : null;
  const { label, severity } = CHECK_LABELS[item.status];
  return (
    <Badge size="sm" severity={severity}>
      {label}
    </Badge>
  );
}

function Adjust({ view, item }: { readonly view: CommitteePageView; readonly item: ChecklistItem }) {
  const form = `rappel-${item.rung}`;
  const refused = view.refused?.form === form ? view.refused : undefined;
  const action = `/comites/${view.committee.id}/rappels/${item.rung}`;
  return (
    <Accordion
      title={item.status === 'stopped' ? 'Relancer ce rappel' : 'Déplacer ou arrêter ce rappel'}
      open={refused !== undefined}
    >
      <Form action={action} csrf={view.csrf}>
        <HiddenField name="idempotencyKey" value={view.newKey()} />
        <FieldRow>
          <DateField
            name="on"
            id={`${form}-on`}
            label="Nouveau jour"
            value={refused?.values['on'] ?? item.on}
            error={refused?.errors['on']}
            optional
          />
          <TextField
            name="reason"
            id={`${form}-reason`}
            label="Motif"
            value={refused?.values['reason']}
            error={refused?.errors['reason']}
            maxLength={500}
          />
        </FieldRow>
        <Button size="sm" kind="secondary" name="intention" value="deplacer">
          {item.status === 'stopped' ? 'Relancer à cette date' : 'Déplacer'}
        </Button>{' '}
        {item.status !== 'stopped' && (
          <Button size="sm" kind="tertiary" name="intention" value="arreter">
            Arrêter
          </Button>
        )}
      </Form>
    </Accordion>
  );
}
