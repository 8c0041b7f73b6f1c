import { additionsPath, assetPath, type ScriptName, stylesheetPath } from './assets.js';
import { useSettings } from './settings.js';

/** What a document says of itself, and the files of ours that it loads. */
export function DocumentHead(props: {
  readonly title: string;
  readonly hasErrors?: boolean | undefined;
  readonly scripts?: readonly ScriptName[] | undefined;
  /** Seconds after which a browser without script asks for the page again. */
  readonly refreshes?: number | undefined;
}) {
  const { serviceName, designSystemHref } = useSettings();
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${props.hasErrors ? 'Erreur\u00A0: ' : ''}${props.title} — ${serviceName}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content={designSystemHref === undefined ? 'light dark' : 'light'} />
      <meta name="robots" content="noindex" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
      {designSystemHref !== undefined && <link rel="stylesheet" href={designSystemHref} />}
      <link rel="stylesheet" href={designSystemHref === undefined ? stylesheetPath() : additionsPath()} />
      {props.scripts?.map((name) => (
        <script key={name} src={assetPath(name)} defer />
      ))}
      {props.refreshes !== undefined && (
        <noscript>
          <meta http-equiv="refresh" content={String(props.refreshes)} />
        </noscript>
      )}
    </head>
  );
}
