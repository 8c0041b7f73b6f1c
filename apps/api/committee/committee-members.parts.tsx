import type { CommitteeMember } from '#libs/committees/index.js';
import { ROLE_LABELS, titleBeside } from '#libs/identity/index.js';
import { frenchDateTime } from '#libs/kernel/index.js';
import {
  Accordion,
  Badge,
  Button,
  type Column,
  DataTable,
  FieldRow,
  Form,
  HiddenField,
  Section,
  SelectField,
  TextField,
} from '#libs/ui/index.js';

import type { CommitteePageView } from './committee-page.view.js';
import { ATTENDANCE_LABELS, RESPONSE_LABELS } from './committee.strings.js';
import { capacityOptions } from './planning.page.js';

/** Who comes, as what, and what they answered. */
export function Members({ view }: { readonly view: CommitteePageView }) {
  const { committee } = view;
  const changes = view.manages && ['planned', 'convened', 'preparing'].includes(committee.state);
  const attended = committee.members.some(({ attendance }) => attendance !== null);
  const nameOf = new Map(committee.products.map(({ id, name }) => [id, name]));
  const columns: Column<CommitteeMember>[] = [
    {
      key: 'name',
      header: 'Personne',
      rowHeader: true,
      cell: (member) => (
        <>
          {fullName(member)}
          {view.unreachable.has(member.person.id) && (
            <>
              {' '}
              <Badge size="sm" severity="error">
                Adresse en échec
              </Badge>
            </>
          )}
        </>
      ),
    },
    {
      key: 'capacity',
      header: 'En tant que',
      cell: (member) => capacities(member, nameOf).map((line) => <div key={line}>{line}</div>),
    },
    {
      key: 'response',
      header: 'Réponse',
      cell: (member) =>
        committee.state === 'planned' ? (
          <Badge size="sm">Pas encore invité·e</Badge>
        ) : (
          <Answer member={member} withReason={view.manages} />
        ),
    },
    ...(attended ? [attendanceColumn] : []),
    ...(changes ? [removalColumn(view)] : []),
  ];
  return (
    <Section id="membres" title="Membres">
      <DataTable
        caption="Membres du comité"
        captionHidden
        columns={columns}
        rows={committee.members}
        rowKey={({ id }) => id}
        empty="Personne n’est convié pour le moment."
      />
      {changes && <AddMember view={view} />}
    </Section>
  );
}

/** What somebody answered, through whom they will be there, when they said so and why. */
function Answer({ member, withReason }: { readonly member: CommitteeMember; readonly withReason: boolean }) {
  const { response, representative, respondedAt, responseReason } = member;
  const { label, severity } = RESPONSE_LABELS[response];
  return (
    <div>
      <Badge size="sm" severity={severity}>
        {label}
      </Badge>
      {representative && (
        <div>{`par ${representative.name} (${RESPONSE_LABELS[representative.response].label.toLowerCase()})`}</div>
      )}
      {respondedAt && <span class="fr-hint-text">{`le ${frenchDateTime(respondedAt)}`}</span>}
      {withReason && responseReason && <div>{`«\u00A0${responseReason}\u00A0»`}</div>}
    </div>
  );
}

/** « Sponsor de Alpha et Bêta » would need a grammar: one line a role and a product. */
function capacities({ holds, standsFor }: CommitteeMember, nameOf: ReadonlyMap<string, string>): readonly string[] {
  const many = nameOf.size > 1;
  const represents = standsFor.map((one) => `Représente ${one.name}`);
  // Who comes in the stead of others is no guest.
  if (represents.length > 0 && holds.every(({ role }) => role === 'guest')) return represents;
  return [
    ...represents,
    ...new Set(
      holds.map(({ role, productId }) =>
        productId !== null && many ? `${ROLE_LABELS[role]}, ${nameOf.get(productId) ?? ''}` : ROLE_LABELS[role],
      ),
    ),
  ];
}

const attendanceColumn: Column<CommitteeMember> = {
  key: 'attendance',
  header: 'En séance',
  cell: ({ attendance, representedBy }) =>
    attendance === null
      ? ''
      : representedBy
        ? `${ATTENDANCE_LABELS[attendance]} par ${representedBy}`
        : ATTENDANCE_LABELS[attendance],
};

const removalColumn = (view: CommitteePageView): Column<CommitteeMember> => ({
  key: 'remove',
  header: 'Retirer',
  headerHidden: true,
  cell: ({ id, person }) => (
    <Form action={`/comites/${view.committee.id}/membres/retirer`} csrf={view.csrf}>
      <HiddenField name="idempotencyKey" value={view.newKey()} />
      <HiddenField name="membre" value={id} />
      <Button kind="tertiary" size="sm" ariaLabel={`Retirer ${person.name}`}>
        Retirer
      </Button>
    </Form>
  ),
});

function AddMember({ view }: { readonly view: CommitteePageView }) {
  const { committee } = view;
  const refused = view.refused?.form === 'membres' ? view.refused : undefined;
  return (
    <Accordion title="Ajouter quelqu’un" id="ajouter" open={refused !== undefined || committee.missing.length > 0}>
      <Form action={`/comites/${committee.id}/membres`} csrf={view.csrf}>
        <HiddenField name="idempotencyKey" value={view.newKey()} />
        <FieldRow>
          <TextField
            name="name"
            label="Nom"
            value={refused?.values['name']}
            error={refused?.errors['name']}
            autocomplete="off"
          />
          <TextField
            name="email"
            label="Adresse électronique"
            type="email"
            value={refused?.values['email']}
            error={refused?.errors['email']}
            autocomplete="off"
          />
          <SelectField
            name="capacity"
            label="En tant que"
            value={refused?.values['capacity'] ?? suggested(view)}
            error={refused?.errors['capacity']}
            placeholder={false}
            options={capacityOptions(committee.products)}
          />
        </FieldRow>
        <Button kind="secondary" size="sm">
          {committee.state === 'planned' ? 'Ajouter' : 'Ajouter et inviter'}
        </Button>
      </Form>
    </Accordion>
  );
}

/** The first role that is missing, since that is likely whom one comes to add. */
function suggested({ committee }: CommitteePageView): string {
  const [first] = committee.missing;
  const role = first?.roles[0] ?? first?.declined[0];
  if (!first || !role) return 'guest';
  return role === 'sponsor' || role === 'intrapreneur' ? `${role}:${first.productId}` : role;
}

/** How somebody is named in a list: with their function when known. */
const fullName = ({ person, capacity }: CommitteeMember): string =>
  [person.name, titleBeside(person.title, capacity)].filter(Boolean).join(', ');
