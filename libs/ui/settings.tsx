import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface FooterLink {
  readonly label: string;
  readonly href: string;
}

/** What an operator may change about every page. */
export interface UiSettings {
  readonly serviceName: string;
  readonly tagline: string;
  readonly footerLinks: readonly FooterLink[];
  /**
   * Address of the official State design system stylesheet, served by an operator entitled to it.
   * It then takes the place of our sheet for all `fr-*` classes; only our additions (`jl-*`) remain ours.
   */
  readonly designSystemHref?: string | undefined;
}

export const defaultSettings: UiSettings = {
  serviceName: 'Jalon',
  tagline: 'Comités d’investissement',
  footerLinks: [
    { label: 'Vérifier un relevé', href: '/verifier' },
    { label: 'Accessibilité\u00A0: partiellement conforme', href: '/accessibilite' },
    { label: 'Mentions légales', href: '/mentions-legales' },
    { label: 'Code source', href: '/code-source' },
    { label: 'État du service', href: '/sante' },
  ],
};

const Settings = createContext<UiSettings>(defaultSettings);

export const SettingsProvider = Settings.Provider;

export function useSettings(): UiSettings {
  return useContext(Settings);
}
