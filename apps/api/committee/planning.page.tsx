import {
  frenchDuration,
  type MissingRoles,
  type PlannableProduct,
  type PlanningWarning,
  type ProposedMember,
} from '#libs/committees/index.js';
import { PRODUCT_ROLES, ROLE_LABELS, titleBeside } from '#libs/identity/index.js';
import { type CalendarDate, de, dueWords, frenchDate } from '#libs/kernel/index.js';
import {
  Accordion,
  Alert,
  Button,
  ButtonGroup,
  CheckboxGroup,
  type Choice,
  DateField,
  ErrorSummary,
  FieldRow,
  Form,
  HiddenField,
  Section,
  SelectField,
  TextField,
  TimeField,
} from '#libs/ui/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';

import { missingSentences, SERIOUS, STRINGS } from './committee.strings.js';
import { GUEST_ROWS, type PlanningDraft } from './planning.form.js';

const words = STRINGS.planning;

export interface PlanningView {
  readonly incubatorName: string;
  readonly products: readonly PlannableProduct[];
  readonly proposed: readonly ProposedMember[];
  readonly missing: readonly MissingRoles[];
  readonly warnings: readonly PlanningWarning[];
  /** Minutes that a product's turn takes. */
  readonly turnMinutes: number;
  readonly draft: PlanningDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly today: CalendarDate;
  readonly csrf: string;
  readonly idempotencyKey: string;
}

export function PlanningPage(view: PlanningView) {
  const { draft, errors } = view;
  return (
    <Form action="/comites/nouveau" csrf={view.csrf}>
      <HiddenField name="idempotencyKey" value={view.idempotencyKey} />
      <ErrorSummary errors={errors} />
      <Checks view={view} />
      <Section id="produits" title={words.products}>
        <CheckboxGroup
          name="produit"
          legend={view.incubatorName}
          hint={words.productsHint}
          values={draft.productIds}
          error={errors['produit']}
          choices={view.products.map(productChoice)}
        />
        <ButtonGroup>
          <Button kind="secondary" name="intention" value="apercu">
            {words.preview}
          </Button>
        </ButtonGroup>
      </Section>
      <WhenAndWhere {...view} />
      <People view={view} />
      <ButtonGroup>
        <Button name="intention" value="planifier" icon="calendar">
          {words.submit}
        </Button>
        <Button kind="secondary" name="intention" value="apercu">
          {words.preview}
        </Button>
      </ButtonGroup>
    </Form>
  );
}

function productChoice({ id, name, phase, dueOn, wantedOn, isAdvanced, plannedOn }: PlannableProduct): Choice {
  const due = dueOn === null || wantedOn === null ? 'aucun comité dû' : dueWords(wantedOn, dueOn, isAdvanced);
  return {
    value: id,
    label: name,
    hint: plannedOn
      ? `${LIFECYCLE_LABELS[phase]}, comité déjà prévu le ${frenchDate(plannedOn)}`
      : `${LIFECYCLE_LABELS[phase]}, ${due}`,
    disabled: plannedOn !== null,
  };
}

/** What deserves a look before planning; nothing here forbids it. */
function Checks({ view }: { readonly view: PlanningView }) {
  const missing = missingSentences(view.missing);
  const sentences = [
    ...view.warnings.filter(({ code }) => SERIOUS.has(code)).map(({ message }) => message),
    ...missing,
    ...view.warnings.filter(({ code }) => !SERIOUS.has(code)).map(({ message }) => message),
  ];
  if (sentences.length === 0) return null;
  return (
    <Alert severity="warning" title={words.check} level={2}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}

function WhenAndWhere(props: {
  readonly draft: Pick<PlanningDraft, 'date' | 'time' | 'place' | 'videoUrl' | 'productIds'>;
  readonly errors: Readonly<Record<string, string>>;
  readonly today: CalendarDate;
  readonly turnMinutes: number;
}) {
  const { draft, errors } = props;
  const minutes = props.turnMinutes * Math.max(1, draft.productIds.length);
  return (
    <Section id="date-et-lieu" title={words.when}>
      <FieldRow>
        <DateField
          name="date"
          label="Date"
          hint={'Visez 45 à 60 jours\u00A0: le temps de la préparation.'}
          value={draft.date}
          error={errors['date']}
          min={props.today}
        />
        <TimeField
          name="heure"
          label="Heure de début"
          hint={`Heure de Paris. Durée\u00A0: ${frenchDuration(minutes)}.`}
          value={draft.time}
          error={errors['heure']}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="place"
          label="Lieu"
          hint="Adresse et salle. Un lieu ou une visioconférence est nécessaire."
          value={draft.place}
          error={errors['place']}
          maxLength={300}
          optional
        />
        <TextField
          name="videoUrl"
          label="Adresse de la visioconférence"
          hint="Commence par https://."
          type="url"
          value={draft.videoUrl}
          error={errors['videoUrl']}
          maxLength={500}
          optional
        />
      </FieldRow>
    </Section>
  );
}

function People({ view }: { readonly view: PlanningView }) {
  const { proposed, draft } = view;
  const nameOf = new Map(view.products.map(({ id, name }) => [id, name]));
  return (
    <Section id="personnes" title={words.people}>
      {proposed.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <>
          <CheckboxGroup
            name="invite"
            legend={words.people}
            legendHidden
            hint={words.peopleHint}
            values={proposed.map(({ person }) => person.id).filter((id) => !draft.without.includes(id))}
            choices={proposed.map(({ person, capacity, productId }) => ({
              value: person.id,
              label: [person.name, titleBeside(person.title, capacity)].filter(Boolean).join(', '),
              hint: `${ROLE_LABELS[capacity]}${productId ? ` ${de(nameOf.get(productId) ?? 'ce produit')}` : ''}`,
            }))}
          />
          {proposed.map(({ person }) => (
            <HiddenField key={person.id} name="propose" value={person.id} />
          ))}
        </>
      )}
      <Accordion title={words.others} id="invites" open={draft.guests.some(({ name, email }) => name + email !== '')}>
        <p class="fr-hint-text">{words.othersHint}</p>
        {Array.from({ length: GUEST_ROWS }, (_, index) => (
          <GuestRow key={index} index={index} view={view} nameOf={nameOf} />
        ))}
      </Accordion>
    </Section>
  );
}

function GuestRow(props: {
  readonly index: number;
  readonly view: PlanningView;
  readonly nameOf: ReadonlyMap<string, string>;
}) {
  const { index, view } = props;
  const { draft, errors } = view;
  const guest = draft.guests[index];
  const nth = `, personne ${index + 1}`;
  return (
    <FieldRow>
      <TextField
        name={`invites[${index}][name]`}
        label={<Numbered word="Nom" nth={nth} />}
        value={guest?.name}
        error={errors[`invites.${index}.name`]}
        autocomplete="off"
        optional
      />
      <TextField
        name={`invites[${index}][email]`}
        label={<Numbered word="Adresse électronique" nth={nth} />}
        type="email"
        value={guest?.email}
        error={errors[`invites.${index}.email`]}
        autocomplete="off"
        optional
      />
      <SelectField
        name={`invites[${index}][capacity]`}
        label={<Numbered word="En tant que" nth={nth} />}
        value={guest?.capacity ?? 'guest'}
        error={errors[`invites.${index}.capacity`]}
        placeholder={false}
        options={capacityOptions(
          draft.productIds.map((id) => ({ id, name: props.nameOf.get(id) ?? '' })).filter(({ name }) => name !== ''),
        )}
        optional
      />
    </FieldRow>
  );
}

function Numbered({ word, nth }: { readonly word: string; readonly nth: string }) {
  return (
    <>
      {word}
      <span class="fr-sr-only">{nth}</span>
    </>
  );
}

/** In which capacity somebody may be invited: for the whole committee, or for one of its products. */
export function capacityOptions(
  products: readonly { readonly id: string; readonly name: string }[],
): readonly { readonly value: string; readonly label: string }[] {
  const one = products.length === 1;
  return [
    { value: 'guest', label: ROLE_LABELS.guest },
    ...PRODUCT_ROLES.filter((role) => role !== 'guest').flatMap((role) =>
      products.map(({ id, name }) => ({
        value: `${role}:${id}`,
        label: one ? ROLE_LABELS[role] : `${ROLE_LABELS[role]}, ${name}`,
      })),
    ),
    ...(['dinum-portfolio-manager', 'portfolio-manager', 'incubator-lead'] as const).map((role) => ({
      value: role,
      label: ROLE_LABELS[role],
    })),
  ];
}
