export interface PaginationProps {
  /** From 1. */
  readonly current: number;
  readonly total: number;
  /** Address of a page, filters kept. */
  readonly hrefOf: (page: number) => string;
  readonly label?: string | undefined;
}

/** The pages to offer: first, last, and those around the current one; a gap is `undefined`. */
export function pagesAround(current: number, total: number): readonly (number | undefined)[] {
  const wanted = [...new Set([1, current - 1, current, current + 1, total])]
    .filter((page) => page >= 1 && page <= total)
    .toSorted((a, b) => a - b);
  return wanted.flatMap((page, index) => {
    const before = wanted[index - 1];
    if (before === undefined || page - before === 1) return [page];
    return page - before === 2 ? [page - 1, page] : [undefined, page];
  });
}

/** Nothing when there is one page. */
export function Pagination({ current, total, hrefOf, label = 'Pagination' }: PaginationProps) {
  if (total <= 1) return null;
  return (
    <nav class="fr-pagination" aria-label={label}>
      <ul class="fr-pagination__list">
        <li>
          <Step words="Page précédente" kind="prev" href={current > 1 ? hrefOf(current - 1) : undefined} />
        </li>
        {pagesAround(current, total).map((page, index) => (
          <li key={page ?? `gap-${index}`} class="jl-pagination__page">
            {page === undefined ? (
              <span class="fr-pagination__link">…</span>
            ) : (
              <a
                class="fr-pagination__link"
                href={hrefOf(page)}
                aria-current={page === current ? 'page' : undefined}
                aria-label={`Page ${page}`}
              >
                {page}
              </a>
            )}
          </li>
        ))}
        <li>
          <Step words="Page suivante" kind="next" href={current < total ? hrefOf(current + 1) : undefined} />
        </li>
      </ul>
    </nav>
  );
}

function Step(props: { readonly words: string; readonly kind: 'prev' | 'next'; readonly href: string | undefined }) {
  const look = `fr-pagination__link fr-pagination__link--${props.kind}`;
  return props.href === undefined ? (
    <span class={`${look} jl-pagination--off`}>{props.words}</span>
  ) : (
    <a class={look} href={props.href} rel={props.kind}>
      {props.words}
    </a>
  );
}
