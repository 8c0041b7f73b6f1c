import { MANDATORY_ROLES, PRODUCT_ROLES, ROLE_LABELS, type RoleHolder, titleBeside } from '#libs/identity/index.js';
import {
  Accordion,
  Alert,
  Button,
  DataTable,
  ErrorSummary,
  FieldRow,
  Form,
  MailAddress,
  Section,
  SelectField,
  TextField,
} from '#libs/ui/index.js';

/** The form to add somebody, as it was sent when it was refused. */
export interface NewPerson {
  readonly values: { readonly name?: string; readonly email?: string; readonly title?: string; readonly role?: string };
  readonly errors: Readonly<Record<string, string>>;
}

export interface ProductPeopleProps {
  readonly productId: string;
  readonly holders: readonly RoleHolder[];
  /** True for who may add and remove people. */
  readonly manages: boolean;
  readonly csrf: string;
  readonly newPerson: NewPerson;
  /** True for a product that owes committees: who must sit there matters. */
  readonly owesCommittees: boolean;
}

export function ProductPeople(props: ProductPeopleProps) {
  const { holders, manages } = props;
  return (
    <Section id="personnes" title="Personnes">
      {props.owesCommittees && <Missing holders={holders} />}
      <DataTable
        caption="Personnes et rôles"
        captionHidden
        rows={holders}
        rowKey={({ roleId }) => roleId}
        empty="Personne n’a encore de rôle pour ce produit."
        columns={[
          {
            key: 'person',
            header: 'Nom',
            rowHeader: true,
            cell: ({ person, role }) => {
              const title = titleBeside(person.title, role);
              return (
                <>
                  {person.name}
                  {title && <span class="fr-hint-text">{title}</span>}
                </>
              );
            },
          },
          {
            key: 'role',
            header: 'Rôle',
            cell: ({ role, productId }) => (
              <div>
                {ROLE_LABELS[role]}
                {productId === null && <span class="fr-hint-text">pour tout l’incubateur</span>}
              </div>
            ),
          },
          {
            key: 'email',
            header: 'Adresse',
            cell: ({ person }) => (
              <a href={`mailto:${person.email}`}>
                <MailAddress>{person.email}</MailAddress>
              </a>
            ),
          },
          ...(manages
            ? [
                {
                  key: 'actions',
                  header: 'Actions',
                  headerHidden: true,
                  cell: (holder: RoleHolder) => <Remove {...props} holder={holder} />,
                },
              ]
            : []),
        ]}
      />
      {manages && <AddPerson {...props} />}
    </Section>
  );
}

function Missing({ holders }: Pick<ProductPeopleProps, 'holders'>) {
  const missing = MANDATORY_ROLES.filter((role) => !holders.some((holder) => holder.role === role));
  if (missing.length === 0) return null;
  return (
    <Alert severity="warning">
      {`Sans titulaire, alors que le comité les demande\u00A0: ${missing.map((role) => ROLE_LABELS[role].toLowerCase().replace('dinum', 'DINUM')).join(', ')}.`}
    </Alert>
  );
}

function Remove({ productId, csrf, holder }: ProductPeopleProps & { readonly holder: RoleHolder }) {
  if (holder.productId === null) return null;
  return (
    <Form action={`/produits/${productId}/personnes/${holder.roleId}/retirer`} csrf={csrf}>
      <Button
        kind="tertiary"
        size="sm"
        ariaLabel={`Retirer ${holder.person.name}, ${ROLE_LABELS[holder.role].toLowerCase()}`}
      >
        Retirer
      </Button>
    </Form>
  );
}

function AddPerson({ productId, csrf, newPerson: { values, errors } }: ProductPeopleProps) {
  return (
    <Accordion title="Ajouter une personne" id="ajouter" open={Object.keys(errors).length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`/produits/${productId}/personnes`} csrf={csrf}>
        <FieldRow>
          <TextField
            name="name"
            label="Prénom et nom"
            value={values.name}
            error={errors['name']}
            autocomplete="off"
            maxLength={200}
          />
          <TextField
            name="email"
            label="Adresse électronique"
            type="email"
            value={values.email}
            error={errors['email']}
            autocomplete="off"
            maxLength={254}
          />
        </FieldRow>
        <FieldRow>
          <TextField
            name="title"
            label="Fonction"
            optional
            value={values.title}
            error={errors['title']}
            autocomplete="off"
            maxLength={200}
          />
          <SelectField
            name="role"
            label="Rôle pour ce produit"
            value={values.role}
            error={errors['role']}
            options={PRODUCT_ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
          />
        </FieldRow>
        <Button kind="secondary">Ajouter</Button>
      </Form>
    </Accordion>
  );
}
