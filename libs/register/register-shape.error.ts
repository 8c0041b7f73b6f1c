import { DomainError } from '#libs/kernel/index.js';

import { glimpse } from './register-text.js';

export type RegisterFile = 'startups' | 'organisations';

const titles: Readonly<Record<RegisterFile, string>> = { startups: 'des produits', organisations: 'des organisations' };

/** A file that is not of the register's shape. `details.path` says where it breaks: `data[3].type`, `$` for the whole. */
export class RegisterShapeError extends DomainError {
  readonly code = 'REGISTER_SHAPE';
  override readonly status = 422;

  /** @param expected French, after « devrait être ». */
  static at(file: RegisterFile, path: string, expected: string, found: unknown): RegisterShapeError {
    const where = path === '$' ? 'l’ensemble' : path;
    return new RegisterShapeError(
      `Le fichier ${titles[file]} n’a pas la forme du registre\u00A0: ${where} devrait être ${expected}, on y trouve ${glimpse(found)}. Rien n’a été repris.`,
      { file, path },
    );
  }

  static unreadable(file: RegisterFile, position: number | undefined): RegisterShapeError {
    const where = position === undefined ? 'il s’interrompt avant la fin' : `erreur au caractère ${position + 1}`;
    return new RegisterShapeError(
      `Le fichier ${titles[file]} n’est pas du JSON\u00A0: ${where}. Rien n’a été repris.`,
      {
        file,
        path: '$',
        ...(position === undefined ? {} : { position }),
      },
    );
  }
}
