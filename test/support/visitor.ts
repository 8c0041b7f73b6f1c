/** A browser without JavaScript: keeps its cookies, and fills in the forms that pages show. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  page = '';
  status = 0;

  constructor(private readonly origin: string) {}

  /** Follows redirects, as browsers do. */
  async get(path: string): Promise<this> {
    return this.#visit(path, {});
  }

  /** Sends the form of the present page whose action is `action`, its hidden fields and these. */
  async submit(action: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<this> {
    const form = this.#form(action);
    const body = new URLSearchParams();
    for (const [name, value] of hiddenFields(form)) if (!(name in fields)) body.append(name, value);
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
    return this.#visit(action, { method: 'POST', body });
  }

  #form(action: string): string {
    const forms = this.page.match(/<form\b[\s\S]*?<\/form>/gu) ?? [];
    const form = forms.find((one) => one.includes(`action="${action}"`));
    if (!form) throw new Error(`No form leads to ${action}`);
    return form;
  }

  async #visit(path: string, init: RequestInit): Promise<this> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.origin), {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}) },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    this.page = await response.text();
    this.status = response.status;
    const next = response.headers.get('location');
    return next ? this.#visit(next, {}) : this;
  }
}

function hiddenFields(form: string): readonly (readonly [string, string])[] {
  return [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
}
