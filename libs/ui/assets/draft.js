// A form that saves itself while it is filled in, keeps what could not be sent, and sends it when it can (ADR 0031). Pages work
// as they are without it. The server alone decides what is merged; here is only what a person typed, when, and whether it is safe.
(() => {
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  const { draft: url, draftKey: key } = form.dataset;
  if (form.querySelector('[name="conflits[]"]')) {
    // A person is choosing: nothing leaves before they have.
    localStorage.removeItem(key);
    return;
  }
  const isReturned = form.dataset.draftReturned !== undefined;
  const isMine = form.dataset.draftMine !== undefined;
  const bar = form.querySelector('[data-draft-bar]');
  const saved = form.querySelector('[data-draft-saved]');
  const notice = form.querySelector('[data-draft-notice]');

  const QUIET = 2_500;
  const AGAIN = 10_000;
  const SAY = {
    lost: 'Connexion perdue. Vos réponses sont gardées sur cet appareil\u00A0; elles partiront dès son retour.',
    back: 'Connexion rétablie\u00A0: vos réponses sont enregistrées.',
    resuming: 'Reprise de vos réponses restées sur cet appareil…',
    resumed: 'Vos réponses restées sur cet appareil sont enregistrées.',
    session:
      'Votre session a pris fin. Vos réponses sont gardées sur cet appareil\u00A0: reconnectez-vous, puis rouvrez ce dossier.',
    refused: 'Vos dernières réponses ne sont pas encore enregistrées\u00A0: ',
    compare: ' Pressez « Enregistrer » pour comparer et choisir.',
  };

  /** What the form holds, without what changes from one sending to the next. */
  const typed = () => {
    const fields = new URLSearchParams(new FormData(form));
    for (const name of ['_csrf', 'idempotencyKey', 'revision']) fields.delete(name);
    return fields.toString();
  };
  const field = (name) => form.elements.namedItem(name);
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return [...bytes]
      .map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0'))
      .join('');
  };

  // Storage may be full or forbidden: the form then is as safe as any other.
  const store = {
    get: () => {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    keep: (draft) => {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {}
    },
    forget: () => {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
  };

  let known = typed();
  let pending = null;
  let sending = null;
  let timer = 0;
  let isLost = false;
  let isStopped = false;
  let isLeaving = false;

  const show = (text) => {
    bar.hidden = false;
    saved.textContent = text;
  };
  const tell = (text) => {
    bar.hidden = false;
    notice.textContent = text;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const keepTyped = () => {
    const now = typed();
    if (now !== known && !isLeaving) store.keep({ typed: now, revision: field('revision').value });
  };

  /** One sending; the very same again until the server has answered it. */
  function send() {
    if (isStopped || sending) return sending;
    if (!pending) {
      const now = typed();
      if (now === known) return null;
      pending = { typed: now, revision: field('revision').value, idempotencyKey: newKey() };
    }
    sending = deliver(pending).finally(() => {
      sending = null;
    });
    return sending;
  }

  async function deliver(draft) {
    const body = new URLSearchParams(draft.typed);
    body.set('_csrf', field('_csrf').value);
    body.set('revision', draft.revision);
    body.set('idempotencyKey', draft.idempotencyKey);
    let response;
    let answer;
    try {
      response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' }, redirect: 'error' });
      answer = await response.json();
    } catch {
      wait(SAY.lost);
      return;
    }
    if (response.ok) {
      accept(draft, answer);
      return;
    }
    const message = answer.error?.message ?? '';
    if (response.status === 401 || (response.status === 403 && answer.error?.code === 'FORGED_REQUEST')) {
      isStopped = true;
      tell(SAY.session);
      return;
    }
    if (response.status >= 500 || response.status === 429) {
      wait(message);
      return;
    }
    pending = null;
    const isToSettle = response.status === 409 && answer.error?.code === 'DOSSIER_CHANGED';
    if (draft.isResumed) {
      if (isToSettle || response.status === 422) returnToServer(draft);
      else {
        isStopped = true;
        form.inert = false;
        tell(message);
      }
      return;
    }
    known = draft.typed;
    if (response.status === 422) {
      tell(SAY.refused + message);
      return;
    }
    isStopped = true;
    tell(message + (isToSettle ? SAY.compare : ''));
  }

  function wait(message) {
    if (!isLost) tell(message);
    isLost = true;
    later(AGAIN);
  }

  function accept(draft, answer) {
    pending = null;
    if (draft.isResumed) {
      resumed(answer);
      return;
    }
    const isClean = typed() === draft.typed;
    field('revision').value = String(answer.revision);
    for (const { path, value } of answer.changed) putIn(path, value, draft.typed);
    known = isClean ? typed() : '';
    if (isClean) store.forget();
    else later(QUIET);
    show(answer.saved);
    if (answer.told !== '') tell(answer.told);
    else if (isLost) tell(SAY.back);
    else if (notice.textContent.startsWith(SAY.refused)) notice.textContent = '';
    isLost = false;
  }

  /** Puts somebody else's answer in its field, unless this person has touched it since. */
  function putIn(path, value, sent) {
    const name = nameOf(path.split('.'));
    const found = name === undefined ? null : field(name);
    if (!found) return;
    if (new URLSearchParams(typed()).get(name) === new URLSearchParams(sent).get(name)) found.value = value;
  }

  /** The name of a field; of a row, by the hidden id that the row carries. */
  function nameOf([list, id, ...rest]) {
    const row = [...form.querySelectorAll(`input[type="hidden"][name^="${list}["][name$="][id]"]`)].find(
      (one) => one.value === id,
    );
    const base = row ? row.name.slice(0, -'[id]'.length) : id === undefined ? list : `${list}[${id}]`;
    return base + rest.map((name) => `[${name}]`).join('');
  }

  /** The page was made before what was resumed: it is asked for again, and says nothing of its own until then. */
  function resumed(answer) {
    store.forget();
    if (field('revision').value !== String(answer.revision)) {
      isLeaving = true;
      sessionStorage.setItem(key, SAY.resumed);
      location.reload();
      return;
    }
    // It had arrived after all, only its answer was lost: the page shows it already.
    form.inert = false;
    tell(SAY.resumed);
  }

  /** What an earlier visit could not send goes first, from the revision it was written on; nobody writes over it meanwhile. */
  async function resume() {
    const draft = store.get();
    if (!draft || typeof draft.typed !== 'string') return;
    const isOlder = Number(draft.revision) < Number(field('revision').value);
    if (draft.isSubmitted && isOlder && isMine) {
      store.forget();
      return;
    }
    form.inert = true;
    tell(SAY.resuming);
    pending = { typed: draft.typed, revision: draft.revision, idempotencyKey: newKey(), isResumed: true };
    await send();
  }

  /** Goes through the page that shows errors and conflicts, as if the form had just been sent. */
  function returnToServer(draft) {
    const relay = document.createElement('form');
    relay.method = 'post';
    relay.action = form.action;
    const fields = new URLSearchParams(draft.typed);
    for (const name of ['_csrf', 'idempotencyKey']) fields.set(name, field(name).value);
    fields.set('revision', draft.revision);
    for (const [name, value] of fields) {
      const input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name, value });
      relay.append(input);
    }
    document.body.append(relay);
    isLeaving = true;
    store.forget();
    relay.submit();
  }

  form.addEventListener('input', () => {
    keepTyped();
    if (!isStopped) later(isLost ? AGAIN : QUIET);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (sending) {
      // One at a time, or a person would collide with themselves.
      event.preventDefault();
      sending.then(() => form.requestSubmit(event.submitter));
      return;
    }
    isLeaving = true;
    const now = typed();
    if (now !== known && !isStopped) store.keep({ typed: now, revision: field('revision').value, isSubmitted: true });
    else store.forget();
  });
  globalThis.addEventListener('online', () => later(0));
  globalThis.addEventListener('pagehide', keepTyped);
  globalThis.addEventListener('pageshow', () => {
    isLeaving = false;
  });

  const told = sessionStorage.getItem(key);
  if (told) {
    sessionStorage.removeItem(key);
    tell(told);
  }
  if (isReturned) store.forget();
  else void resume();
})();
