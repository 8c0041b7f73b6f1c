import { type CommanderError } from 'commander';

type Sentence = (named: string) => string;

/** Commander speaks English; these are its refusals in French, by its own codes. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  'commander.unknownCommand': (named) => `La commande ${named} n’existe pas.`,
  'commander.unknownOption': (named) => `L’option ${named} n’existe pas.`,
  'commander.missingArgument': (named) => `Il manque l’argument ${named}.`,
  'commander.optionMissingArgument': (named) => `Il manque la valeur de l’option ${named}.`,
  'commander.missingMandatoryOptionValue': (named) => `Il manque l’option ${named}.`,
  'commander.excessArguments': () => 'Il y a trop d’arguments.',
  'commander.invalidArgument': (named) => `La valeur donnée ne convient pas\u00A0: ${named}.`,
  'commander.conflictingOption': (named) => `Ces options s’excluent\u00A0: ${named}.`,
};

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation\u00A0:',
  'Arguments:': 'Arguments\u00A0:',
  'Options:': 'Options\u00A0:',
  'Commands:': 'Commandes\u00A0:',
};

/** A wrong usage told in French, with where to read on. */
export function usageMessage(error: CommanderError): string {
  const named = [...error.message.matchAll(/'([^']+)'/gu)].map(([, word]) => `«\u00A0${word}\u00A0»`).join(', ');
  const sentence = SENTENCES[error.code]?.(named) ?? error.message.replace(/^error: /u, '');
  return `${sentence} Voir jalon --help.`;
}

/** Headings of the help pages. */
export function frenchTitle(title: string): string {
  return TITLES[title] ?? title;
}
