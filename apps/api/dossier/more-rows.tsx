import type { ComponentChildren } from 'preact';

import { Button } from '#libs/ui/index.js';

import type { Growing } from './dossier-form.values.js';

/** Saves what is typed, and comes back with blank rows: works without JavaScript and loses nothing. */
export function MoreRows({ of, children }: { readonly of: Growing; readonly children: ComponentChildren }) {
  return (
    <p>
      <Button kind="tertiary" size="sm" name="intention" value={`ajouter.${of}`}>
        {children}
      </Button>
    </p>
  );
}
