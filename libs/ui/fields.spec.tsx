import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { CheckboxGroup, RadioGroup, SelectField } from './choice.js';
import { fieldId } from './classes.js';
import { DateField, MoneyField, TextArea, TextField } from './field.js';
import { ErrorSummary, Form } from './form.js';
import { renderFragment } from './render-page.js';

const choices = [
  { value: 'approve', label: 'J’approuve' },
  { value: 'decline', label: 'Je refuse', hint: 'Dire pourquoi.' },
];

describe('a field', () => {
  it('ties its label, hint and error to its control', () => {
    const html = renderFragment(<TextField name="place" label="Lieu" hint="Salle" error="Dites où." value="" />);
    expect(html).toContain('<label class="fr-label" for="field-place">');
    expect(html).toContain('aria-describedby="field-place-hint field-place-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('<span class="fr-hint-text" id="field-place-hint">');
    expect(html).toContain('<p class="fr-error-text" id="field-place-error">');
  });

  it('says nothing of hints and errors it does not have', () => {
    const html = renderFragment(<TextField name="place" label="Lieu" />);
    expect(html).not.toContain('aria-describedby');
    expect(html).not.toContain('aria-invalid');
  });

  it('is required unless it says that it may be left empty', () => {
    expect(renderFragment(<TextArea name="a" label="A" />)).toContain('required');
    const optional = renderFragment(<TextArea name="a" label="A" optional />);
    expect(optional).not.toContain('required');
    expect(optional).toContain('(facultatif)');
  });

  it('keeps what the person typed, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const html = renderFragment(<TextField name="a" label="A" value={typed} />);
        const kept = /value="([^"]*)"/u.exec(html)?.[1] ?? '';
        expect(kept.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')).toBe(typed);
      }),
    );
    expect(renderFragment(<TextArea name="a" label="A" value="</textarea><script>" />)).toContain(
      '&lt;/textarea>&lt;script>',
    );
  });

  it('takes a date as the calendar writes it', () => {
    expect(renderFragment(<DateField name="d" label="Jour" value="2026-03-02" min="2026-01-01" />)).toMatch(
      /type="date" value="2026-03-02" min="2026-01-01"/u,
    );
  });

  it('writes an amount in French without its sign, and keeps one it could not read', () => {
    expect(renderFragment(<MoneyField name="m" label="M" value={25_000_050} />)).toContain('value="250\u202F000,50"');
    expect(renderFragment(<MoneyField name="m" label="M" value="beaucoup" />)).toContain('value="beaucoup"');
  });

  it('selects the kept choice, or the empty one', () => {
    const options = [{ value: 'a', label: 'A' }];
    expect(renderFragment(<SelectField name="s" label="S" options={options} value="a" />)).toMatch(
      /<option value="a" selected/u,
    );
    expect(renderFragment(<SelectField name="s" label="S" options={options} />)).toMatch(/<option value selected/u);
  });
});

describe('a group of choices', () => {
  it('has no choice beforehand when a decision is asked for, even if one is suggested', () => {
    const html = renderFragment(<RadioGroup name="c" legend="Réponse" choices={choices} value="approve" noDefault />);
    expect(html).not.toContain('checked');
  });

  it('keeps the choice a person made before an error', () => {
    const html = renderFragment(
      <RadioGroup name="c" legend="Réponse" choices={choices} noDefault kept="decline" error="Expliquez." />,
    );
    expect(html.match(/checked/gu)).toHaveLength(1);
    expect(html).toMatch(
      /role="radiogroup" aria-required="true" aria-invalid="true" aria-labelledby="field-c-legend" aria-describedby="field-c-error"/u,
    );
  });

  it('gives its first choice the id that the error summary links to', () => {
    const html = renderFragment(
      <>
        <ErrorSummary errors={{ c: 'Choisissez.' }} />
        <CheckboxGroup name="c" legend="Réponse" choices={choices} values={['decline']} error="Choisissez." />
      </>,
    );
    expect(html).toContain('<a href="#field-c">Choisissez.</a>');
    expect(html).toMatch(/<input type="checkbox" id="field-c" name="c" value="approve"/u);
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a refused form', () => {
  it('counts its errors and takes the focus', () => {
    const html = renderFragment(<ErrorSummary errors={{ a: 'Un', b: 'Deux' }} />);
    expect(html).toContain('2\u00A0erreurs à corriger');
    expect(html).toMatch(/role="alert" tabindex="-1" autofocus/u);
  });

  it('shows nothing when nothing is wrong', () => {
    expect(renderFragment(<ErrorSummary errors={{}} />)).toBe('');
  });

  it('carries its anti-forgery token, only when given one', () => {
    expect(
      renderFragment(
        <Form action="/a" csrf="x">
          -
        </Form>,
      ),
    ).toContain('<input type="hidden" name="_csrf" value="x"/>');
    expect(renderFragment(<Form action="/a">-</Form>)).not.toContain('_csrf');
  });

  it('names controls by their path', () => {
    expect(fieldId('objectives[0].title')).toBe('field-objectives-0-title');
  });
});
