/** Joins the class names that apply; undefined when none does, so that no empty attribute is written. */
export function classes(...names: readonly (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined;
}

/**
 * The id of the control of a form field: `objectives[0].title` gives `field-objectives-0-title`.
 * Error summaries link to it; in groups it is the first choice's.
 */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]+/gu, '-').replaceAll(/^-+|-+$/gu, '')}`;
}
