import {
  Button,
  ButtonGroup,
  Callout,
  Checkbox,
  CheckboxGroup,
  DateField,
  ErrorSummary,
  FieldRow,
  Fieldset,
  Form,
  HiddenField,
  KeyFacts,
  MoneyField,
  Money,
  Page,
  PublicPage,
  RadioGroup,
  renderPage,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '#libs/ui/index.js';

import { frame } from './ui-gallery.js';

const errors = {
  date: 'Choisissez un jour ouvré.',
  email: 'Cette adresse n’en est pas une.',
  means: 'Dites ce que le comité décide sur les moyens.',
  budget: 'Écrivez un montant en euros, comme 250 000.',
  people: 'Invitez au moins une personne.',
  place: 'Dites où, ou donnez une adresse vidéo.',
  role: 'Choisissez un rôle.',
};

/** Every field, refused once: values kept, errors tied. */
export function formGallery(): string {
  return renderPage(
    <Page {...frame} title="Planifier un comité" hasErrors breadcrumb={[{ label: 'Comités', href: '/comites' }]}>
      <ErrorSummary errors={errors} />
      <Form action="/comites" csrf="jeton">
        <HiddenField name="product" value="42" />
        <Fieldset id="quand" legend="Quand et où" hint="Entre 45 et 30 jours avant la fin de l’enveloppe.">
          <FieldRow>
            <DateField name="date" label="Date" value="2026-03-01" error={errors.date} />
            <TimeField name="time" label="Heure" value="14:30" />
          </FieldRow>
          <TextField name="place" label="Lieu" error={errors.place} value="" />
          <TextField name="video" label="Adresse vidéo" type="url" optional hint="Commence par https://" />
        </Fieldset>
        <Fieldset id="qui" legend="Qui">
          <TextField
            name="email"
            type="email"
            label="Adresse du sponsor"
            autocomplete="email"
            width="md"
            value="claire@"
            error={errors.email}
          />
          <SelectField
            name="role"
            label="Rôle"
            options={[
              { value: 'sponsor', label: 'Sponsor' },
              { value: 'coach', label: 'Coach' },
            ]}
            error={errors.role}
          />
          <CheckboxGroup
            name="people"
            legend="Personnes invitées"
            hint="Le niveau le plus élevé de l’administration préside."
            error={errors.people}
            values={['b']}
            choices={[
              { value: 'a', label: 'Anaïs Morel', hint: 'Intrapreneure' },
              { value: 'b', label: 'Yanis Petit', hint: 'Sponsor' },
            ]}
          />
        </Fieldset>
        <Fieldset id="decision" legend="Décision">
          <RadioGroup
            name="means"
            legend="Sur les moyens"
            error={errors.means}
            noDefault
            value="same"
            choices={[
              { value: 'same', label: 'Poursuivre avec le même budget ou davantage' },
              {
                value: 'less',
                label: 'Poursuivre avec moins',
                hint: 'Dire de combien, et ce que l’équipe arrête de faire.',
              },
              { value: 'stop', label: 'Arrêter' },
            ]}
          />
          <RadioGroup
            name="phase"
            legend="Phase"
            inline
            value="stay"
            choices={[
              { value: 'stay', label: 'Inchangée' },
              { value: 'next', label: 'Accélération' },
            ]}
          />
          <MoneyField
            name="budget"
            label="Enveloppe accordée"
            hint="Toutes taxes comprises"
            value="beaucoup"
            error={errors.budget}
          />
          <MoneyField name="former" label="Enveloppe précédente" value={25_000_050} disabled />
          <TextArea
            name="reservations"
            label="Réserves"
            optional
            value={'Publier la page d’impact.\n<b>Avant octobre</b>'}
          />
          <Checkbox name="notify" label="Prévenir tout de suite l’équipe achat" checked />
        </Fieldset>
        <ButtonGroup>
          <Button>Enregistrer</Button>
          <Button kind="secondary" name="draft" value="1">
            Garder en brouillon
          </Button>
        </ButtonGroup>
      </Form>
    </Page>,
  );
}

/** The sign-off page as a sponsor sees it on a phone. */
export function signOffGallery(): string {
  return renderPage(
    <PublicPage
      title="Signer le relevé de décision"
      eyebrow="Dossier handicap simplifié"
      lead="Vous êtes invité à vous prononcer en tant que sponsor."
    >
      <Callout title="Décision du 2 mars 2026" level={2}>
        <p>Objectifs validés. Poursuite avec le même budget. Passage en accélération.</p>
      </Callout>
      <KeyFacts
        facts={[
          { term: 'Enveloppe', value: <Money cents={118_450_000} /> },
          { term: 'Période', value: 'mars à août 2026' },
        ]}
      />
      <Form action="/signature/secret">
        <RadioGroup
          name="choice"
          legend="Votre réponse"
          noDefault
          choices={[
            { value: 'approve', label: 'J’approuve' },
            { value: 'reserve', label: 'J’approuve avec réserves' },
            { value: 'change', label: 'Je demande des modifications' },
            { value: 'decline', label: 'Je refuse' },
          ]}
        />
        <TextArea name="reason" label="Précisions" optional />
        <TextField
          name="code"
          label="Code à six chiffres"
          hint="Il est dans le courriel que vous avez reçu."
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={6}
          width="xs"
          spellcheck={false}
        />
        <Button size="lg">Signer</Button>
      </Form>
    </PublicPage>,
  );
}
