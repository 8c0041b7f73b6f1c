// Keeps a screen of a sitting up to date (ADR 0027). The server alone keeps time and decides what is shown: here a clock is counted
// down from what it last said, on a time that no setting of the device moves, and the parts that changed are asked for again.
(() => {
  const root = document.querySelector('[data-sitting]');
  if (!root) return;
  const MINUTE = 60_000;
  const CUES = [
    [MINUTE, 'Plus qu’une minute.'],
    [5 * MINUTE, 'Plus que cinq minutes.'],
  ];
  const AGAIN = 5_000;
  const SILENCE = 12_000;
  const notice = document.querySelector('[data-sitting-notice]');
  const cue = document.querySelector('[data-sitting-cue]');
  const SAY = {
    lost: 'Connexion perdue. Ce que vous saisissez reste ici\u00A0; la page se remet à jour dès son retour.',
    kept: 'Rien n’est parti\u00A0: la connexion est perdue. Votre saisie reste ici, renvoyez-la dès son retour.',
    moved: 'La séance a avancé ailleurs pendant votre saisie. Terminez-la, ou actualisez la page pour voir la suite.',
    session: 'Votre session a pris fin\u00A0: reconnectez-vous pour suivre la séance.',
  };

  let version = root.dataset.version;
  let face = null;
  let said = '';
  let isLost = false;
  let isAsking = false;
  let polling = 0;
  let heardAt = performance.now();

  const tell = (text) => {
    if (notice && notice.textContent !== text) notice.textContent = text;
  };

  /** What the page says of its clock; `since` is when the server said so, on the time of this page. */
  function read(since) {
    const clock = document.querySelector('[data-clock]');
    face = clock && {
      left: Number(clock.dataset.remaining),
      allotted: Number(clock.dataset.allotted),
      runs: clock.dataset.running === 'true',
      since,
    };
    show();
  }

  const two = (number) => String(number).padStart(2, '0');

  function show() {
    const clock = document.querySelector('[data-clock]');
    if (!clock || !face) return;
    const left = face.left - (face.runs ? performance.now() - face.since : 0);
    const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
    const text = `${left > 0 ? '' : '+'}${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    const value = clock.querySelector('[data-clock-value]');
    if (value.textContent !== text) value.textContent = text;
    clock.classList.toggle('jl-clock--over', left <= 0);
    clock.classList.toggle('jl-clock--last', left > 0 && left <= MINUTE);
    clock.classList.toggle('jl-clock--near', left > MINUTE && left <= 5 * MINUTE);
    const bar = clock.querySelector('progress');
    if (bar) bar.value = Math.min(face.allotted, Math.max(0, face.allotted - left));
    // Said once, to those who do not see it, when they may still do something about it.
    if (!cue || !face.runs || left <= 0) return;
    const [limit, words] = CUES.find(([most]) => left <= most) ?? [0, ''];
    if (limit < face.allotted && said !== words) {
      said = words;
      cue.textContent = words;
    }
  }

  /** Asks for the page again, and puts its living parts in place of the former, save those that somebody fills in. */
  async function refresh() {
    if (isAsking) return;
    isAsking = true;
    try {
      const response = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
      if (response.redirected) {
        tell(SAY.session);
        return;
      }
      if (!response.ok) return;
      const since = performance.now();
      const anew = new DOMParser().parseFromString(await response.text(), 'text/html');
      const next = anew.querySelector('[data-sitting]');
      if (!next) return;
      let isHeld = false;
      for (const part of document.querySelectorAll('[data-live]')) {
        const fresh = anew.getElementById(part.id);
        if (!fresh) continue;
        const bare = (element) => element.innerHTML.replaceAll(/value="[0-9a-f-]{36}"/g, '');
        if (bare(part) === bare(fresh)) continue;
        if (part.querySelector('form[data-touched]')) {
          isHeld = true;
          continue;
        }
        const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
        part.replaceWith(document.importNode(fresh, true));
        if (focused) document.getElementById(focused)?.focus();
      }
      version = next.dataset.version;
      tell(isHeld ? SAY.moved : '');
      isLost = false;
      read(since);
    } catch {
      lose();
    } finally {
      isAsking = false;
    }
  }

  function lose() {
    isLost = true;
    tell(SAY.lost);
  }

  function listen() {
    const source = new EventSource(root.dataset.stream);
    source.addEventListener('seance', ({ data }) => {
      clearInterval(polling);
      heardAt = performance.now();
      const told = JSON.parse(data);
      if (isLost || told.version !== version) {
        void refresh();
        return;
      }
      if (told.clock && face)
        face = {
          left: told.clock.remainingMs,
          allotted: told.clock.allottedMs,
          runs: told.clock.isRunning,
          since: performance.now(),
        };
      show();
    });
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) {
        lose();
        return;
      }
      // Refused rather than lost: the page is asked for again now and then, and the stream with it.
      clearInterval(polling);
      polling = setInterval(() => void refresh(), AGAIN);
      setTimeout(listen, 6 * AGAIN);
    });
  }

  document.addEventListener('input', ({ target }) => target.form?.setAttribute('data-touched', ''));
  document.addEventListener('submit', (event) => {
    // The server speaks every ten seconds: silent for longer, it is asked whether it is there before anything leaves the page.
    if (!isLost && navigator.onLine && performance.now() - heardAt < SILENCE) return;
    event.preventDefault();
    const { target: form, submitter } = event;
    fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
      () => {
        isLost = false;
        heardAt = performance.now();
        form.requestSubmit(submitter);
      },
      () => tell(SAY.kept),
    );
  });

  // The first figure was written when the answer began, not when this script ran.
  read(performance.getEntriesByType('navigation')[0]?.responseStart ?? performance.now());
  setInterval(show, 200);
  listen();
})();
