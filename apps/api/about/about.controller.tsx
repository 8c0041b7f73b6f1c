import { Controller, Get, Req } from '@nestjs/common';

import { Public, publicPage, type WebRequest } from '../web/index.js';

/** Pages that the law and good manners ask for. */
@Controller()
export class AboutController {
  @Public()
  @Get('/accessibilite')
  accessibility(@Req() request: WebRequest): string {
    return publicPage(
      request,
      { title: 'Déclaration d’accessibilité' },
      <>
        <p>
          Jalon vise la conformité au référentiel général d’amélioration de l’accessibilité (RGAA) 4.1. Le service est{' '}
          <strong>partiellement conforme</strong> : chaque page est vérifiée automatiquement dans un navigateur réel, en
          clair et en sombre, sur écran large et sur téléphone ; aucun audit humain complet n’a encore été mené.
        </p>
        <h2>Contenus</h2>
        <p>
          Toutes les pages se lisent et s’utilisent au clavier et sans JavaScript. Les relevés de décision sont des PDF
          balisés (PDF/UA-1) et archivables (PDF/A-2a).
        </p>
        <h2>Signaler une difficulté</h2>
        <p>
          Écrivez à la personne responsable de votre incubateur : elle vous proposera une autre façon d’accéder au
          contenu et transmettra le défaut. Sans réponse, vous pouvez saisir le Défenseur des droits.
        </p>
      </>,
    );
  }

  @Public()
  @Get('/mentions-legales')
  legal(@Req() request: WebRequest): string {
    return publicPage(
      request,
      { title: 'Mentions légales' },
      <>
        <p>
          Ce service est exploité par l’administration qui l’a installé ; c’est à elle que s’adressent les demandes
          relatives aux données.
        </p>
        <h2>Données personnelles</h2>
        <p>
          Jalon conserve le nom, l’adresse électronique professionnelle et la fonction des personnes qui participent aux
          comités, le temps de les réunir et d’en garder la trace. Il ne dépose aucun traceur : un cookie tient la
          connexion, un autre porte pendant une minute le message à afficher.
        </p>
      </>,
    );
  }

  @Public()
  @Get('/code-source')
  source(@Req() request: WebRequest): string {
    return publicPage(
      request,
      { title: 'Code source' },
      <p>Jalon est un logiciel libre, sous licence MIT. Son code accompagne chaque installation.</p>,
    );
  }
}
