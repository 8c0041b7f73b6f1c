import type { Incubator, Organisation } from '#libs/portfolio/index.js';
import {
  Button,
  ButtonGroup,
  Checkbox,
  ButtonLink,
  DateField,
  ErrorSummary,
  FieldRow,
  Form,
  HiddenField,
  SelectField,
  TextArea,
  TextField,
} from '#libs/ui/index.js';

/** The form as it was sent when it was refused. */
export type NewProductValues = Readonly<
  Partial<
    Record<
      'incubatorId' | 'name' | 'pitch' | 'contact' | 'sponsor' | 'coSponsor' | 'investigationOn' | 'bornOutside',
      string
    >
  >
>;

export function NewProductPage(props: {
  readonly incubators: readonly Incubator[];
  readonly organisations: readonly Organisation[];
  readonly values: NewProductValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly csrf: string;
  readonly idempotencyKey: string;
}) {
  const { incubators, values, errors } = props;
  const [only] = incubators;
  const organisations = props.organisations.map(({ id, name, acronym }) => ({
    value: id,
    label: acronym && acronym !== name ? `${name} (${acronym})` : name,
  }));
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form action="/portefeuille/nouveau" csrf={props.csrf}>
        <HiddenField name="idempotencyKey" value={props.idempotencyKey} />
        {incubators.length === 1 && only ? (
          <HiddenField name="incubatorId" value={only.id} />
        ) : (
          <SelectField
            name="incubatorId"
            label="Incubateur"
            value={values.incubatorId}
            error={errors['incubatorId']}
            options={incubators.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <TextField name="name" label="Nom du produit" value={values.name} error={errors['name']} maxLength={200} />
        <TextArea
          name="pitch"
          label="Le problème à résoudre, et pour qui"
          hint="Une phrase, telle qu’elle sera lue dans le portefeuille."
          optional
          rows={2}
          value={values.pitch}
          error={errors['pitch']}
          maxLength={1000}
        />
        <FieldRow>
          <SelectField
            name="sponsor"
            label="Administration sponsor"
            hint="Elle porte le produit, le finance et signe les relevés."
            optional
            placeholder="Pas encore connue"
            value={values.sponsor}
            error={errors['sponsor']}
            options={organisations}
          />
          <SelectField
            name="coSponsor"
            label="Seconde administration sponsor"
            hint="Lorsque le financement est partagé."
            optional
            placeholder="Aucune"
            value={values.coSponsor}
            error={errors['coSponsor']}
            options={organisations}
          />
        </FieldRow>
        <FieldRow>
          <DateField
            name="investigationOn"
            label="Début de l’investigation"
            hint="Ou premier jour avec l’incubateur, pour un produit né ailleurs."
            value={values.investigationOn}
            error={errors['investigationOn']}
          />
          <TextField
            name="contact"
            label="Adresse de contact"
            type="email"
            optional
            value={values.contact}
            error={errors['contact']}
            maxLength={254}
          />
        </FieldRow>
        <Checkbox
          name="bornOutside"
          label="Né hors de l’incubateur"
          hint="Il commence en construction, sans investigation due."
          checked={values.bornOutside !== undefined}
        />
        <ButtonGroup>
          <Button>Ouvrir l’investigation</Button>
          <ButtonLink kind="tertiary" href="/portefeuille">
            Annuler
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </>
  );
}
