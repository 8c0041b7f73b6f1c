import { describe, expect, it } from '@jest/globals';

import { Page, PublicPage } from './page.js';
import { renderPage } from './render-page.js';

const items = [
  { key: 'tableau-de-bord', label: 'Tableau de bord', href: '/' },
  { key: 'portefeuille', label: 'Portefeuille', href: '/portefeuille', count: 3 },
];
const frame = { nav: { current: 'portefeuille', items }, person: { name: 'Ana <b>Costa</b>' }, csrf: 'jeton"secret' };

describe('a page of the application', () => {
  const html = renderPage(
    <Page
      title="Portefeuille"
      breadcrumb={[{ label: 'Accueil', href: '/' }]}
      flash={{ kind: 'success', text: 'Fait & dit' }}
      {...frame}
    >
      <p>{'<script>alert(1)</script>'}</p>
    </Page>,
  );

  it('is a French document named after the page', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="fr"/u);
    expect(html).toContain('<title>Portefeuille — Jalon</title>');
    expect(html).toContain('<h1>Portefeuille</h1>');
  });

  it('marks where the person is', () => {
    expect(html).toMatch(/href="\/portefeuille" aria-current="page"/u);
    expect(html.match(/aria-current="page"/gu)).toHaveLength(2);
  });

  it('escapes names, flash messages and content', () => {
    expect(html).toContain('Ana &lt;b>Costa&lt;/b>');
    expect(html).toContain('Fait &amp; dit');
    expect(html).not.toContain('<script');
    expect(html).toContain('value="jeton&quot;secret"');
  });

  it('lets a person log out with the anti-forgery token only', () => {
    expect(html).toMatch(/<form action="\/deconnexion" method="post"[^>]*><input type="hidden" name="_csrf"/u);
  });

  it('carries no inline style and no script', () => {
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=/u);
  });

  it('says in its title that a form was refused', () => {
    expect(renderPage(<Page title="Dossier" hasErrors {...frame} />)).toContain(
      '<title>Erreur\u00A0: Dossier — Jalon</title>',
    );
  });

  it('leaves the State vocabulary to an operator’s official stylesheet', () => {
    const official = renderPage(<Page title="Dossier" {...frame} />, { designSystemHref: '/etat/feuille.css' });
    expect(official).toContain('<link rel="stylesheet" href="/etat/feuille.css"/>');
    expect(official).toMatch(/href="\/assets\/jalon-additions\.[0-9a-f]{12}\.css"/u);
    expect(official).not.toMatch(/href="\/assets\/jalon\./u);
  });
});

describe('a page without account', () => {
  it('offers no navigation and is not indexed', () => {
    const html = renderPage(<PublicPage title="Signature" />);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).not.toContain('fr-nav');
    expect(html).not.toContain('/deconnexion');
    expect(html).toContain('class="jl-public"');
  });
});
