import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { demonstrationLogin, furnishDemonstration } from '#libs/demonstration/index.js';
import { People, Sessions } from '#libs/identity/index.js';

import { openBrowser, openPage, type Scheme, screens, screenshot } from './browser.js';
import { tourOf } from './demonstration.tour.js';
import { type Embedded, startEmbedded } from './embedded.js';
import { faultsOf } from './page-quality.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['SCREENSHOTS'];

/** What a page may weigh on the wire, with everything it loads, in a browser that has never been here. */
const KILOBYTES = 100;
const SIGN_OFF_KILOBYTES = 40;

/** Pages by name; those whose address is not known in advance are found by the tour. */
const fixed: Readonly<Record<string, string>> = {
  'tableau-de-bord': '/tableau-de-bord',
  portefeuille: '/portefeuille',
  comites: '/comites',
  'comites-passes': '/comites?vue=passes',
  'planifier-le-semestre': '/planification/nouvelle',
  journal: '/journal',
  'boite-d-essai': '/boite-d-essai',
  connexion: '/connexion',
  sante: '/sante',
  accessibilite: '/accessibilite',
};

const names = [
  ...Object.keys(fixed),
  'planifier',
  'produit-investigation',
  'produit-construction',
  'produit-acceleration',
  'produit-arrete',
  'comite-planifie',
  'comite-convoque',
  'comite-en-preparation',
  'comite-decide',
  'comite-clos',
  'seance-avant',
  'seance-levee',
  'dossier',
  'releve-validation',
  'releve-scelle',
  'journal-du-comite',
  'courriel',
  'signature',
];

/** Read by people who have not logged in. */
const anonymous = new Set(['connexion', 'signature']);

/**
 * Declares the specs of every page of the demonstration in one scheme, at one width when it is given. Several files, so that two
 * workers share them: by day every rule of accessibility is checked, by night those of colour.
 */
export function specifyPages(scheme: Scheme, only?: number): void {
  let jalon: Embedded;
  let browser: Browser;
  let session: { readonly name: string; readonly value: string };
  let tour: ReadonlyMap<string, string>;

  beforeAll(async () => {
    jalon = await startEmbedded({
      now: '2026-09-15T09:00:00.000Z',
      furnish: async (services) => void (await furnishDemonstration(services)),
    });
    browser = await openBrowser();
    const lead = await jalon.get(People).byEmail((await demonstrationLogin(jalon.services)) ?? '');
    if (!lead) throw new Error('nobody leads the demonstration');
    session = { name: 'jalon_session', value: await jalon.get(Sessions).open(lead.id) };
    tour = await tourOf(jalon, lead);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await jalon.stop();
  });

  // Colours do not depend on the width, and nothing else is looked at by night.
  const isLookedAt = ({ width }: (typeof screens)[number]): boolean =>
    scheme === 'light' || width < 500 || pictures !== undefined;

  const isMeant = ({ width }: (typeof screens)[number]): boolean => only === undefined || only === width;

  describe.each(screens.filter((screen) => screen.scheme === scheme && isLookedAt(screen) && isMeant(screen)))(
    'the pages of the demonstration at $width px, $scheme',
    (screen) => {
      it.each(names)('%s is accessible, fits, is light and says nothing to the console', async (name) => {
        const page = await openPage(browser, screen);
        if (!anonymous.has(name)) await page.context().addCookies([{ ...session, url: jalon.address }]);
        const path = fixed[name] ?? tour.get(name) ?? `/absent-de-la-demonstration/${name}`;
        const kilobytes = name === 'signature' ? SIGN_OFF_KILOBYTES : KILOBYTES;
        const faults = await faultsOf(page, `${jalon.address}${path}`, { kilobytes });
        if (pictures) await screenshot(page, `${pictures}/pages/${name}-${screen.width}-${screen.scheme}.png`);
        expect(faults).toEqual([]);
        await page.context().close();
      });
    },
  );
}
