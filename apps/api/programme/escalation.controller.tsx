import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { DomainError, Forbidden, frenchLongDate, InvalidInput, newId, NotFound } from '#libs/kernel/index.js';
import { Products } from '#libs/portfolio/index.js';
import { Escalations, type EscalationStanding, StopEscalation } from '#libs/programmes/index.js';
import { Button, CheckboxGroup, ErrorSummary, Form, HiddenField, Section, TextArea } from '#libs/ui/index.js';
import { ESCALATION, type EscalationStep } from '#workflows/half-year-duty/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';

const stopForm = z.object({
  idempotencyKey: z.uuid(),
  steps: z
    .union([z.enum(ESCALATION), z.array(z.enum(ESCALATION))])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
  reason: z.string().max(1000, 'Ce motif est trop long.').default(''),
});

const STEP_LABELS: Readonly<Record<EscalationStep, string>> = {
  team: 'L’équipe',
  'portfolio-manager': 'Responsable de portefeuille de l’incubateur',
  'incubator-lead': 'Responsable d’incubateur',
  'dinum-portfolio-manager': 'Responsable de portefeuille à la DINUM',
};

interface Typed {
  readonly errors: Readonly<Record<string, string>>;
  readonly steps: readonly string[];
  readonly reason: string;
  readonly alert?: string;
}

const NOTHING: Typed = { errors: {}, steps: [], reason: '' };

/** « Escalade »: who was told that a product's committee is late, who will be, and how to stop it. */
@Controller('/produits/:id/escalade')
export class EscalationController {
  constructor(
    private readonly products: Products,
    private readonly escalations: Escalations,
    private readonly stopping: StopEscalation,
    private readonly access: Access,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    await this.access.ensureProduct(person.id, id, MANAGING_ROLES);
    return this.#page(request, id, NOTHING);
  }

  @Post()
  async stop(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.access.ensureProduct(person.id, id, MANAGING_ROLES);
    try {
      await this.stopping.execute({ ...parseForm(stopForm, body), productId: id, personId: person.id });
      const text = 'Ces personnes ne seront pas averties. Le motif est au journal.';
      seeOther(response, `/produits/${id}/escalade`, { kind: 'success', text });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const { steps, reason } = z
        .object({ steps: z.union([z.string(), z.array(z.string())]).catch([]), reason: z.string().catch('') })
        .parse(body ?? {});
      const typed = { steps: [steps].flat(), reason };
      const shown = error instanceof InvalidInput ? { errors: error.fields } : { errors: {}, alert: error.message };
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, id, { ...typed, ...shown }));
    }
  }

  async #page(request: WebRequest, id: string, typed: Typed): Promise<string> {
    const { name } = await this.products.byId(id);
    const { errors, alert } = typed;
    return page(
      request,
      {
        title: 'Escalade du retard',
        eyebrow: name,
        lead: 'Un comité en retard est signalé échelon par échelon, les jours ouvrés, tant que personne ne le planifie.',
        current: '/portefeuille',
        breadcrumb: [
          { label: 'Portefeuille', href: '/portefeuille' },
          { label: name, href: `/produits/${id}` },
        ],
        hasErrors: Object.keys(errors).length > 0 || alert !== undefined,
        ...(alert === undefined ? {} : { flash: { kind: 'error' as const, text: alert } }),
      },
      <EscalationPage
        productId={id}
        standings={await this.escalations.of(id)}
        typed={typed}
        csrf={request.csrf ?? ''}
      />,
    );
  }
}

function EscalationPage(props: {
  readonly productId: string;
  readonly standings: readonly EscalationStanding[];
  readonly typed: Typed;
  readonly csrf: string;
}) {
  const { standings, typed } = props;
  const pending = standings.filter(({ standing }) => standing === 'pending');
  if (standings.length === 0)
    return (
      <p>
        Personne n’est averti d’un retard pour ce produit&nbsp;: il n’est pas en retard, ou son retard vient du
        registre.
      </p>
    );
  return (
    <>
      <ol>
        {standings.map((one) => (
          <li key={one.step}>
            <strong>{STEP_LABELS[one.step]}</strong>, {standingWords(one)}
          </li>
        ))}
      </ol>
      {pending.length > 0 && (
        <Section id="arreter" title="Arrêter l’escalade">
          <Form action={`/produits/${props.productId}/escalade`} csrf={props.csrf}>
            <HiddenField name="idempotencyKey" value={newId()} />
            <ErrorSummary errors={typed.errors} />
            <CheckboxGroup
              name="steps"
              legend="Ne pas avertir"
              values={typed.steps}
              error={typed.errors['steps']}
              choices={pending.map(({ step }) => ({ value: step, label: STEP_LABELS[step] }))}
            />
            <TextArea
              name="reason"
              label="Motif"
              hint="Il reste au journal du produit."
              value={typed.reason}
              error={typed.errors['reason']}
              rows={3}
            />
            <Button kind="secondary">Arrêter l’escalade</Button>
          </Form>
        </Section>
      )}
    </>
  );
}

function standingWords({ standing, on }: EscalationStanding): string {
  if (standing === 'told') return 'averti·e';
  return standing === 'stopped' || on === null ? 'escalade arrêtée' : `le ${frenchLongDate(on)}`;
}
