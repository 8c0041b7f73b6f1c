const paths = {
  arrow: 'M4 10h11M10.5 5.5 15 10l-4.5 4.5',
  back: 'M16 10H5M9.5 5.5 5 10l4.5 4.5',
  calendar: 'M4 5.5h12v11H4zM4 9h12M7 3.5v3M13 3.5v3',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 6.5V10l2.5 2',
  document: 'M5.5 3h6l3 3v11h-9zM11.5 3v3h3M8 10h4M8 13h4',
  download: 'M10 3.5v9M6.5 9.5 10 13l3.5-3.5M4 16.5h12',
  error: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M7.5 7.5l5 5M12.5 7.5l-5 5',
  external: 'M8 5H5v10h10v-3M11 4.5h4.5V9M15 5l-5.5 5.5',
  info: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 9.2v4.3M10 6.6v.2',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  person: 'M10 3.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M4 17c.5-3.4 2.8-5 6-5s5.5 1.6 6 5',
  success: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M6.8 10.200l2.2 2.2 4.2-4.6',
  warning: 'M10 3.5 17.3 16.500H2.700zM10 8.500v3.500M10 14.200v.1',
} as const;

export type IconName = keyof typeof paths;

/** A drawn sign next to words that already say it; hidden from assistive technology. */
export function Icon({ name, class: extra }: { readonly name: IconName; readonly class?: string | undefined }) {
  return (
    <svg
      class={extra ? `jl-icon ${extra}` : 'jl-icon'}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
