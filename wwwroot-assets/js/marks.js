// Rating and marking films on static pages. The screen changes first, the server confirms, a failure puts the old value back and says so.
// Without this script the same buttons send the same forms.
(() => {
  const GENERAL = 'The server could not be reached. Try again in a moment.';
  const SENTENCES = {
    400: 'This page has been open for too long. Load it again and try once more.',
    401: 'You are logged out. Log in and try again.',
    429: 'One moment: too many changes at once. Try again in a few seconds.',
  };
  const OTHER = { watchlist: 'hidden', hidden: 'watchlist' };

  const buttonsOf = (movie, mark) => document.querySelectorAll(`[data-mark="${mark}"][data-movie="${movie}"]`);
  const filmsOf = movie => document.querySelectorAll(`[data-film="${movie}"]`);
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

  const post = async (address, field, value) => {
    const fields = new URLSearchParams(new FormData(document.getElementById('acts')));
    fields.set(field, value);
    let answer;
    try {
      answer = await fetch(address, { method: 'POST', body: fields, headers: { Accept: 'application/json' } });
    } catch {
      throw new Error(GENERAL);
    }
    if (!answer.ok) {
      const said = await answer.json().catch(() => ({}));
      throw new Error(said.problem ?? SENTENCES[answer.status] ?? GENERAL);
    }
  };

  // Changes of one film are saved one after the other, in the order in which they were made.
  const queues = new Map();
  const save = (movie, field, value, address) => {
    const saved = (queues.get(movie) ?? Promise.resolve()).catch(() => {}).then(() => post(address, field, value));
    queues.set(movie, saved);
    return saved;
  };

  // Of several changes in a row only the last one may be put back, and to what the server knows.
  const newest = new Map();
  const known = new Map();
  const change = (key, before, now, show, send) => {
    const turn = (newest.get(key) ?? 0) + 1;
    newest.set(key, turn);
    if (!known.has(key)) known.set(key, before);
    show(now);
    return send(now).then(
      () => {
        known.set(key, now);
        if (newest.get(key) === turn) known.delete(key);
        return newest.get(key) === turn;
      },
      failure => {
        if (newest.get(key) !== turn) return false;
        const old = known.get(key);
        known.delete(key);
        show(old);
        failure.old = old;
        throw failure;
      });
  };

  // ---- watchlist and "not interested"

  const marksOf = movie => {
    const pressed = mark => [...buttonsOf(movie, mark)].some(button => button.getAttribute('aria-pressed') === 'true');
    return { watchlist: pressed('watchlist'), hidden: pressed('hidden') || [...filmsOf(movie)].some(film => film.classList.contains('gone')) };
  };

  const showMarks = (movie, marks) => {
    for (const mark of ['watchlist', 'hidden']) {
      for (const button of buttonsOf(movie, mark)) {
        if (!button.hasAttribute('aria-pressed')) continue; // Undo means one thing only
        button.setAttribute('aria-pressed', marks[mark]);
        button.value = !marks[mark];
      }
    }
    for (const film of filmsOf(movie)) {
      film.classList.toggle('listed', marks.watchlist);
      film.classList.toggle('gone', marks.hidden);
    }
    tell('filmrec:marked', { movie, ...marks });
  };

  const words = (title, mark, on) => mark === 'watchlist'
    ? on ? `${title} is on your watchlist` : `${title} is off your watchlist`
    : on ? `${title} will not be suggested again` : `${title} may be suggested again`;

  const mark = async (movie, title, kind, on, undoable = true) => {
    const before = marksOf(movie);
    const now = { ...before, [kind]: on };
    if (on) now[OTHER[kind]] = false;
    try {
      const last = await change(`marks ${movie}`, before, now, marks => showMarks(movie, marks), () => save(movie, 'on', on, `/movies/${movie}/${kind}`));
      if (!last) return;
      const undo = () => on && before[OTHER[kind]]
        ? mark(movie, title, OTHER[kind], true, false)
        : mark(movie, title, kind, !on, false);
      filmrec.toast(words(title, kind, on), undoable && before[kind] !== on ? undo : undefined);
    } catch (failure) {
      filmrec.toast(`${title}: this could not be saved. ${failure.message}`, undefined, true);
    }
  };

  addEventListener('click', event => {
    const button = event.target.closest?.('[data-mark]');
    if (!button) return;
    event.preventDefault();
    mark(button.dataset.movie, button.dataset.title, button.dataset.mark, button.value === 'true');
  });

  // ---- stars

  const stars = half => `${half > 1 ? Math.floor(half / 2) : ''}${half % 2 ? '½' : ''} ${half > 2 ? 'stars' : 'star'}`;

  const showStars = (movie, half) => {
    for (const film of filmsOf(movie)) {
      if (half) film.dataset.half = half;
      else delete film.dataset.half;
    }
    tell('filmrec:rated', { movie, half });
  };

  const rate = async (movie, title, half, undoable = true) => {
    const films = [...filmsOf(movie)];
    const before = Number(films.find(film => film.dataset.half)?.dataset.half ?? 0);
    if (before === half) return;
    try {
      const last = await change(`stars ${movie}`, before, half, value => showStars(movie, value), () => save(movie, 'half_stars', half, `/movies/${movie}/rating`));
      if (last) filmrec.toast(half ? `${title}: ${stars(half)}` : `${title} is not rated any more`, undoable ? () => rate(movie, title, before, false) : undefined);
    } catch (failure) {
      const back = failure.old ? `We put back your old one, ${stars(failure.old)}.` : 'The film stays unrated.';
      filmrec.toast(`This rating could not be saved. ${back} ${failure.message}`, undefined, true);
    }
  };

  window.filmrec = Object.assign(window.filmrec ?? {}, { mark, rate, showMarks, showStars });
})();
