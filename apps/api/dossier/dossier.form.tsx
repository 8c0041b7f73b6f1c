import { de, newId } from '#libs/kernel/index.js';
import { Alert, Button, ButtonGroup, Col, DraftBar, ErrorSummary, Form, HiddenField, Row } from '#libs/ui/index.js';

import { DossierContents, writtenParts } from './dossier-contents.js';
import { AttachmentList } from './attachment-list.js';
import { Questions } from './voices.js';
import { ConflictFields } from './conflicts.js';
import { HypothesisFields, NextObjectiveFields, ObjectiveFields } from './dossier-form.impact.js';
import { IndicatorFields } from './dossier-form.indicators.js';
import { BudgetFields, StandardFields, SupportFields, TeamFields } from './dossier-form.means.js';
import { ProposalFields, StrategyFields, TrajectoryFields } from './dossier-form.strategy.js';
import { ImpactFields, LearningFields, ProblemFields } from './dossier-form.texts.js';
import { padded } from './dossier-form.values.js';
import type { Beside, DossierFormProps } from './dossier-page.js';

/** The team's form: one page, whose parts are saved together. */
export function DossierFormPage(props: DossierFormProps & { readonly beside: Beside }) {
  const { desk, csrf, revision, errors, beside } = props;
  const { content } = desk.dossier;
  const { phase } = desk.product;
  const parts: DossierFormProps = { ...props, form: padded(props.form, props.more) };
  return (
    <Row>
      <Col lg={4}>
        <DossierContents content={content} phase={phase} parts={writtenParts(content, phase)} />
      </Col>
      <Col lg={8}>
        <Questions questions={beside.voices.questions} />
        <AttachmentList attachments={beside.attachments} path={`/dossiers/${desk.dossier.id}/pieces`} pdf={undefined} />
        <Form
          action={`/dossiers/${desk.dossier.id}`}
          csrf={csrf}
          ariaLabel={`Dossier ${de(desk.product.name)}`}
          draft={{
            url: `/dossiers/${desk.dossier.id}/brouillon`,
            key: `jalon:dossier:${desk.dossier.id}:${props.author}`,
            isReturned: props.isReturned,
            isMine: desk.dossier.updatedBy === props.author,
          }}
        >
          <DraftBar />
          <ErrorSummary errors={errors} />
          <HiddenField name="idempotencyKey" value={newId()} />
          <HiddenField name="revision" value={String(revision)} />
          {props.conflicting && <ConflictFields conflicting={props.conflicting} />}
          {/* The first button is the one that Enter presses. */}
          <Actions {...props} />
          <ProblemFields {...parts} />
          <ObjectiveFields {...parts} />
          <ImpactFields {...parts} />
          <IndicatorFields {...parts} />
          <LearningFields {...parts} />
          <HypothesisFields {...parts} />
          <StrategyFields {...parts} />
          <NextObjectiveFields {...parts} />
          <BudgetFields {...parts} />
          <TeamFields {...parts} />
          <SupportFields {...parts} />
          <StandardFields {...parts} />
          <TrajectoryFields {...parts} />
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
        <Button kind="tertiary" name="intention" value="joindre">
          Enregistrer et joindre un fichier
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
