import { PROPOSAL_LABELS, PROPOSALS } from '#libs/dossiers/index.js';
import { de, newId } from '#libs/kernel/index.js';
import {
  Alert,
  Button,
  ButtonGroup,
  Col,
  ErrorSummary,
  Form,
  HiddenField,
  RadioGroup,
  Row,
  Section,
  TextArea,
  TextField,
} from '#libs/ui/index.js';

import { DossierContents, writtenParts } from './dossier-contents.js';
import { IndicatorFields, NextObjectiveFields, ObjectiveFields } from './dossier-form.impact.js';
import { BudgetFields, StandardFields, SupportFields, TeamFields } from './dossier-form.means.js';
import { padded } from './dossier-form.values.js';
import type { DossierFormProps } from './dossier-page.js';
import { partWords } from './dossier.strings.js';

/** The team's form: one page, whose parts are saved together. */
export function DossierFormPage(props: DossierFormProps) {
  const { desk, csrf, revision, errors } = props;
  const { content } = desk.dossier;
  const { phase } = desk.product;
  const parts: DossierFormProps = { ...props, form: padded(props.form, props.more) };
  return (
    <Row>
      <Col lg={4}>
        <DossierContents content={content} phase={phase} parts={writtenParts(content, phase)} />
      </Col>
      <Col lg={8}>
        <Form action={`/dossiers/${desk.dossier.id}`} csrf={csrf} ariaLabel={`Dossier ${de(desk.product.name)}`}>
          <ErrorSummary errors={errors} />
          <HiddenField name="idempotencyKey" value={newId()} />
          <HiddenField name="revision" value={String(revision)} />
          {/* The first button is the one that Enter presses. */}
          <Actions {...props} />
          <ProblemFields {...parts} />
          <ObjectiveFields {...parts} />
          <ImpactFields {...parts} />
          <IndicatorFields {...parts} />
          <LearningFields {...parts} />
          <StrategyFields {...parts} />
          <NextObjectiveFields {...parts} />
          <BudgetFields {...parts} />
          <TeamFields {...parts} />
          <SupportFields {...parts} />
          <StandardFields {...parts} />
          <ProposalFields {...parts} />
          <Actions {...props} />
        </Form>
      </Col>
    </Row>
  );
}

function Actions({ desk }: DossierFormProps) {
  const isPostponed = desk.committee.state === 'postponed';
  return (
    <>
      {isPostponed && (
        <Alert severity="info">
          Le comité est reporté : le dossier se dépose une fois la nouvelle date fixée. Vous pouvez continuer à le
          remplir.
        </Alert>
      )}
      <ButtonGroup>
        <Button kind="secondary" name="intention" value="enregistrer">
          Enregistrer
        </Button>
        {!isPostponed && (
          <Button name="intention" value="deposer">
            {desk.dossier.submission ? 'Déposer de nouveau' : 'Déposer le dossier'}
          </Button>
        )}
      </ButtonGroup>
    </>
  );
}

function ProblemFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('problem', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea name="problem" label="Le problème" optional rows={6} value={form.problem} error={errors['problem']} />
      <TextArea
        name="users"
        label="Les usagers concernés"
        hint="Qui ils sont, et combien."
        optional
        value={form.users}
        error={errors['users']}
      />
      <TextField
        name="demonstrationUrl"
        label="Adresse de la démonstration"
        hint="Format attendu : https://exemple.fr"
        type="url"
        optional
        value={form.demonstrationUrl}
        error={errors['demonstrationUrl']}
      />
    </Section>
  );
}

function ImpactFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('impact', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea
        name="impact"
        label="En quelques lignes"
        optional
        rows={6}
        value={form.impact}
        error={errors['impact']}
      />
    </Section>
  );
}

function LearningFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('learnings', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea
        name="learnings"
        label="Enseignements"
        optional
        rows={5}
        value={form.learnings}
        error={errors['learnings']}
      />
    </Section>
  );
}

function StrategyFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('strategy', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea name="strategy" label="Priorités" optional rows={6} value={form.strategy} error={errors['strategy']} />
      <TextArea
        name="hypotheses"
        label="Hypothèses à vérifier"
        optional
        value={form.hypotheses}
        error={errors['hypotheses']}
      />
    </Section>
  );
}

function ProposalFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('proposal', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <RadioGroup
        name="proposal"
        legend="L’équipe propose de"
        inline
        value={form.proposal}
        error={errors['proposal']}
        choices={PROPOSALS.map((value) => ({ value, label: PROPOSAL_LABELS[value] }))}
      />
      <TextArea
        name="proposalReason"
        label="Pourquoi"
        hint="Nécessaire pour un pivot ou un arrêt."
        optional
        value={form.proposalReason}
        error={errors['proposalReason']}
      />
    </Section>
  );
}
