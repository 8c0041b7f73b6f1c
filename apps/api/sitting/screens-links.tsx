import { Button, ButtonLink, Form, Section } from '#libs/ui/index.js';

import type { SittingProps } from './sitting.page.js';

/** The way to the screen of the room and to the telephones. */
export function ScreensLinks({ view, csrf, path }: SittingProps) {
  const { secret } = view;
  return (
    <Section
      id="ecrans"
      title="Écrans"
      lead={
        'Un écran pour la salle, un pour les téléphones\u00A0: l’ordre du jour, l’étape et le temps. Rien de ce qui se décide ne s’y affiche.'
      }
    >
      <div class="jl-controls">
        {secret !== null && (
          <>
            <ButtonLink href={`/seance/${secret}/ecran`}>Écran de la salle</ButtonLink>
            <ButtonLink kind="secondary" href={`/seance/${secret}`}>
              Écran des téléphones
            </ButtonLink>
          </>
        )}
        {view.step === 'before' && (
          <ButtonLink kind="secondary" href={`${path}/repetition`}>
            Répéter la séance
          </ButtonLink>
        )}
        <Form action={`${path}/ecrans`} csrf={csrf}>
          <Button kind={secret === null ? 'primary' : 'tertiary'}>
            {secret === null ? 'Préparer les écrans' : 'Changer leur adresse'}
          </Button>
        </Form>
      </div>
    </Section>
  );
}
