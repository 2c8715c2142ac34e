// Cards: stars under the pointer and by keys, what a rating and a mark change on them, and the long press of a finger.
(() => {
  const MOST = 10;
  const REST = 400;
  const LONG = 500;
  const STRAY = 10;

  const filmOf = element => element.closest('[data-film]');
  const halfOf = film => Number(film?.dataset.half ?? 0);
  const spoken = half => half === 0 ? 'Not rated'
    : half === 1 ? 'Half a star'
      : half === 2 ? '1 star'
        : `${Math.floor(half / 2)}${half % 2 ? ' and a half' : ''} stars`;
  const fill = (box, half) => box.querySelector('.stars').style.setProperty('--v', half / 2);

  // ---- what a card shows

  const voice = (film, half) => {
    const place = film.querySelector('.m, .voice');
    if (!place) return;
    place.querySelector('.you')?.remove();
    for (const other of place.querySelectorAll('.pred, .mean')) other.hidden = half > 0;
    if (!half) return;
    const stars = document.createElement('span');
    stars.className = 'stars';
    stars.setAttribute('role', 'img');
    stars.setAttribute('aria-label', `You: ${half / 2} of 5 stars`);
    stars.style.cssText = `--v:${half / 2};--z:12px`;
    const you = document.createElement('span');
    you.className = 'you';
    you.append(stars);
    const year = [...place.children].find(child => !child.matches('.pred, .mean'));
    if (place.matches('.m') && year) year.after(you);
    else place.prepend(you);
  };

  const showStars = (film, half) => {
    const box = film.querySelector('.card-stars');
    if (box) {
      fill(box, half);
      const range = box.querySelector('input');
      range.value = half / 2;
      range.setAttribute('aria-valuetext', spoken(half));
    }
    voice(film, half);
  };
  document.addEventListener('filmrec:rated', ({ detail }) => {
    for (const film of document.querySelectorAll(`[data-film="${detail.movie}"]`)) showStars(film, detail.half);
  });

  // A card that goes says so, in its place, and hands the focus to what brings it back.
  const over = film => {
    const note = document.createElement('div');
    note.className = 'over';
    const undo = Object.assign(document.createElement('button'), { type: 'button', className: 'btn sm', value: 'false', textContent: 'Undo' });
    const title = Object.assign(document.createElement('span'), { className: 'sr', textContent: `: ${film.dataset.title}` });
    undo.append(title);
    Object.assign(undo.dataset, { mark: 'hidden', movie: film.dataset.film, title: film.dataset.title });
    note.append(Object.assign(document.createElement('span'), { textContent: 'Not interested' }), undo);
    return note;
  };
  document.addEventListener('filmrec:marked', ({ detail }) => {
    for (const film of document.querySelectorAll(`[data-film="${detail.movie}"]:is(.card, .gem)`)) {
      const had = film.contains(document.activeElement);
      const note = film.querySelector('.over');
      film.classList.remove('lifted');
      if (detail.hidden && !note) {
        film.append(over(film));
        if (had) film.querySelector('.over button').focus();
      } else if (!detail.hidden && note) {
        note.remove();
        if (had) film.querySelector('a.t, h3 a')?.focus();
      }
    }
  });

  // ---- stars by pointer

  const under = (box, event) => {
    const { left, width } = box.querySelector('.stars').getBoundingClientRect();
    return Math.min(MOST, Math.max(1, Math.ceil((event.clientX - left) / width * MOST)));
  };
  let previewed;
  addEventListener('pointermove', event => {
    const box = event.pointerType === 'touch' ? undefined : event.target.closest?.('.card-stars');
    if (previewed && previewed !== box) fill(previewed, halfOf(filmOf(previewed)));
    previewed = box;
    if (box) fill(box, under(box, event));
  });

  let touched = false;
  addEventListener('pointerdown', event => { touched = event.pointerType === 'touch'; }, { capture: true });
  addEventListener('click', event => {
    const box = event.target.closest?.('.card-stars');
    if (!box || event.target.closest('button')) return;
    const film = filmOf(box);
    const now = halfOf(film);
    let half = under(box, event);
    if (touched) {
      half += half % 2; // a finger is wider than half a small star
      if (half === now) half -= 1;
    } else if (half === now) {
      half = 0;
    }
    filmrec.rate(film.dataset.film, film.dataset.title, half);
  });

  // ---- stars by keys: shown at once, saved after a short rest

  let resting;
  const settle = () => {
    const range = resting?.range;
    clearTimeout(resting?.timer);
    resting = undefined;
    if (!range?.isConnected) return;
    const film = filmOf(range);
    filmrec.rate(film.dataset.film, film.dataset.title, range.valueAsNumber * 2);
  };
  addEventListener('input', event => {
    const range = event.target;
    if (!range.matches?.('input[data-rates]')) return;
    if (resting && resting.range !== range) settle();
    fill(range.closest('.card-stars'), range.valueAsNumber * 2);
    range.setAttribute('aria-valuetext', spoken(range.valueAsNumber * 2));
    clearTimeout(resting?.timer);
    resting = { range, timer: setTimeout(settle, REST) };
  });
  addEventListener('focusout', event => {
    if (event.target === resting?.range) settle();
  });
  addEventListener('keydown', event => {
    const range = event.target;
    if (!range.matches?.('input[data-rates]') || event.altKey || event.ctrlKey || event.metaKey) return;
    const digit = /^Digit([1-5])$/.exec(event.code)?.[1] ?? (/^[1-5]$/.test(event.key) ? event.key : undefined);
    const value = digit ? Number(digit) - (event.shiftKey ? 0.5 : 0) : ['Delete', 'Backspace'].includes(event.key) ? 0 : undefined;
    if (value === undefined) return;
    event.preventDefault();
    range.value = value;
    range.dispatchEvent(new Event('input', { bubbles: true }));
  });

  // ---- a finger has no pointer to rest on a card: a long press opens the same layer

  let press;
  let opened = false;
  const release = () => {
    clearTimeout(press?.timer);
    press = undefined;
  };
  addEventListener('pointerdown', event => {
    if (event.pointerType !== 'touch') return;
    opened = false;
    const card = event.target.closest?.('.card[data-film]');
    for (const open of document.querySelectorAll('.card.lifted')) if (open !== card) open.classList.remove('lifted');
    if (!card?.querySelector('.acts') || card.matches('.lifted, .gone')) return;
    press = {
      x: event.clientX,
      y: event.clientY,
      timer: setTimeout(() => {
        card.classList.add('lifted');
        opened = true;
      }, LONG),
    };
  });
  addEventListener('pointermove', event => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > STRAY) release();
  });
  for (const over of ['pointerup', 'pointercancel']) addEventListener(over, release);
  addEventListener('contextmenu', event => {
    if (opened && event.target.closest?.('.card')) event.preventDefault();
  });
  addEventListener('click', event => {
    if (!opened) return;
    opened = false; // the finger that opened the layer does not follow the link as well
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
})();
