import { z } from 'zod';

import { Button, Form, RadioGroup } from '#libs/ui/index.js';

import { MAILS } from './mails.strings.js';

export const preferenceSchema = z.object({
  rythme: z.enum(['matin', 'un-par-un'], { error: 'Choisissez l’une des deux façons.' }),
});

/** How somebody wants what may wait, and what never does. */
export function PreferencesForm(props: {
  readonly action: string;
  readonly digest: boolean;
  readonly csrf?: string | undefined;
  readonly error?: string | undefined;
}) {
  return (
    <Form action={props.action} csrf={props.csrf}>
      <RadioGroup
        name="rythme"
        legend={MAILS.legend}
        value={props.digest ? 'matin' : 'un-par-un'}
        error={props.error}
        choices={[
          { value: 'un-par-un', label: MAILS.single, hint: MAILS.singleHint },
          { value: 'matin', label: MAILS.digest, hint: MAILS.digestHint },
        ]}
      />
      <p>{MAILS.waits}</p>
      <p>{MAILS.essential}</p>
      <Button>Enregistrer</Button>
    </Form>
  );
}
