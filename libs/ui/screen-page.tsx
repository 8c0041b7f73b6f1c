import type { ComponentChildren } from 'preact';

import type { ScriptName } from './assets.js';
import { classes } from './classes.js';
import { DocumentHead } from './document-head.js';
import { useSettings } from './settings.js';

/** A page to look at, without menu nor account: the wall of a room, or the telephones of those who sit in it. */
export function ScreenPage(props: {
  readonly title: string;
  /** `room` is read from ten metres away. */
  readonly size: 'room' | 'hand';
  readonly scripts?: readonly ScriptName[] | undefined;
  readonly refreshes?: number | undefined;
  readonly children: ComponentChildren;
}) {
  const { designSystemHref } = useSettings();
  return (
    <html lang="fr" dir="ltr" data-fr-theme={designSystemHref === undefined ? undefined : 'light'}>
      <DocumentHead {...props} />
      <body class={classes('jl-screen', props.size === 'room' && 'jl-screen--room')}>
        <main id="contenu">{props.children}</main>
      </body>
    </html>
  );
}
