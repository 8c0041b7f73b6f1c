export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Values as Go's ParseFloat reads them, which takes NaN and Inf in any case. */
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([Nn]a[Nn]|[+-]?Inf|[+-]?\d[\d.e+-]*)( \d+)?$/u;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)",?/uy;

/**
 * Reads the Prometheus text exposition format 0.0.4, strictly.
 * @throws when a line is not of the format, or a metric is typed twice or has samples before its type.
 */
export function parseExposition(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line must end');
  const typed = new Set<string>();
  return text.split('\n').flatMap((line): Sample[] => {
    if (line === '' || /^# HELP [a-zA-Z_:][\w:]* .+$/u.test(line)) return [];
    const type = /^# TYPE ([a-zA-Z_:][\w:]*) (?:counter|gauge|histogram|summary|untyped)$/u.exec(line)?.[1];
    if (type) {
      if (typed.has(type)) throw new Error(`${type} is typed twice`);
      typed.add(type);
      return [];
    }
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    if (!name) throw new Error(`not of the format: ${line}`);
    if (!typed.has(name) && !typed.has(name.replace(/_(?:bucket|sum|count)$/u, '')))
      throw new Error(`${name} has no type`);
    return [{ name, labels: parseLabels(labels), value: Number(value) }];
  });
}

function parseLabels(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (!name || value === undefined) throw new Error(`not labels: ${text}`);
    labels[name] = value;
  }
  return labels;
}
