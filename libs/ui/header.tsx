import { Button } from './button.js';
import { Form } from './form.js';
import { Icon } from './icon.js';
import { useSettings } from './settings.js';
import { HiddenText } from './text.js';

export interface NavItem {
  /** Stable key, compared with `nav.current`. */
  readonly key: string;
  readonly label: string;
  readonly href: string;
  /** What awaits the person there; shown when above 0. */
  readonly count?: number | undefined;
}

/** A ranging rod, as surveyors set: « jalon ». */
function Mark() {
  return (
    <svg class="jl-mark" viewBox="0 0 28 40" width="28" height="40" aria-hidden="true" focusable="false">
      <path class="jl-mark__ground" d="M3 37c3-2.5 6-3.5 11-3.5S22 34.5 25 37" />
      <path class="jl-mark__rod" d="M14 3v31" />
      <path class="jl-mark__stripes" d="M14 3v6M14 15v6M14 27v7" />
      <path class="jl-mark__flag" d="M15.5 4h9l-2.5 3.5 2.5 3.5h-9z" />
    </svg>
  );
}

function Brand({ href }: { readonly href: string }) {
  const { serviceName, tagline } = useSettings();
  return (
    <div class="fr-header__brand">
      <div class="fr-header__service">
        <a class="jl-brand" href={href}>
          <Mark />
          <span class="fr-header__service-title">{serviceName}</span>
          <HiddenText> — accueil</HiddenText>
        </a>
        <p class="fr-header__service-tagline">{tagline}</p>
      </div>
    </div>
  );
}

/**
 * Header of the application. On a phone the menu is a popover, which needs no script; browsers that
 * do not know popovers show it unfolded.
 */
export function AppHeader(props: {
  readonly nav: { readonly current?: string | undefined; readonly items: readonly NavItem[] };
  readonly person: { readonly name: string; readonly detail?: string | undefined };
  readonly csrf: string;
}) {
  return (
    <header class="fr-header jl-header" role="banner" id="entete" tabIndex={-1}>
      <div class="fr-container jl-header__row">
        <Brand href="/" />
        <button class="jl-header__toggle" type="button" popovertarget="menu">
          <Icon name="menu" />
          Menu
        </button>
        <div class="jl-header__menu" id="menu" popover="auto">
          <button class="jl-header__close" type="button" popovertarget="menu" popovertargetaction="hide">
            Fermer<HiddenText> le menu</HiddenText>
          </button>
          <div class="jl-account">
            <p class="jl-account__person">
              <Icon name="person" />
              <span>
                <a class="jl-account__name" href="/mon-compte">
                  {props.person.name}
                  <HiddenText> — mon compte</HiddenText>
                </a>
                {props.person.detail && <span class="jl-account__detail">{props.person.detail}</span>}
              </span>
            </p>
            <Form action="/deconnexion" csrf={props.csrf}>
              <Button kind="tertiary" size="sm">
                Se déconnecter
              </Button>
            </Form>
          </div>
          <nav class="fr-nav" aria-label="Menu principal">
            <ul class="fr-nav__list">
              {props.nav.items.map((item) => (
                <li class="fr-nav__item" key={item.key}>
                  <a
                    class="fr-nav__link"
                    href={item.href}
                    aria-current={item.key === props.nav.current ? 'page' : undefined}
                  >
                    {item.label}
                    {item.count !== undefined && item.count > 0 && <span class="jl-count">{item.count}</span>}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  );
}

/** Header of pages without account: the name of the service, nothing else. */
export function PublicHeader() {
  return (
    <header class="fr-header jl-header" role="banner">
      <div class="fr-container jl-container--narrow jl-header__row">
        <Brand href="/" />
      </div>
    </header>
  );
}
