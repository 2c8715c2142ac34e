// The search of the top bar: a form that works without this, made a combobox with a list of suggestions.
(() => {
  const rest = 200;
  let waiting, asked, field, list, choice = -1;

  const options = () => list ? [...list.querySelectorAll('[role=option]')] : [];

  const element = (name, classes, text) => {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // The page may be patched by navigation at any time: what belongs to the field is made anew when it is used.
  const prepare = input => {
    if (field === input && list?.isConnected) return;
    field = input;
    list = element('div', 'suggestions');
    list.id = 'suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Films');
    list.addEventListener('pointerdown', event => event.preventDefault()); // the field keeps the focus
    list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]');
      if (option) go(option);
    });
    field.form.append(list);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    field.setAttribute('aria-expanded', 'false');
  };

  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    if (!list) return;
    list.hidden = true;
    choose(-1);
    field.setAttribute('aria-expanded', 'false');
  };

  const choose = number => {
    choice = number;
    options().forEach((option, n) => option.setAttribute('aria-selected', n === number ? 'true' : 'false'));
    const chosen = options()[number];
    if (chosen) {
      field.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  };

  const go = option => {
    const address = option.dataset.address;
    close();
    field.value = '';
    field.blur();
    if (window.Blazor) window.Blazor.navigateTo(address);
    else location.assign(address);
  };

  const optionOf = (film, n) => {
    const option = element('div');
    const poster = element('img');
    poster.src = film.poster;
    poster.alt = '';
    poster.width = 34;
    poster.height = 51;
    option.append(poster, element('span', 'title', film.title), element('span', 'year', film.year ?? ''));
    return named(option, film.address, n);
  };

  const named = (option, address, n) => {
    option.id = `suggestion-${n}`;
    option.dataset.address = address;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    return option;
  };

  const show = found => {
    const films = found.films.map(optionOf);
    const all = found.total > films.length
      ? [named(element('div', 'all', `All ${found.total.toLocaleString('en').replaceAll(',', '\u202f')} results`), found.all, films.length)]
      : [];
    list.replaceChildren(...films, ...all);
    if (films.length === 0) {
      const none = named(element('div', 'all', 'No film is called so. Closest titles'), found.all, 0);
      list.replaceChildren(none);
    }
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    choose(-1);
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const input = field;
    const text = input.value.trim();
    if (!text) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal: asked.signal });
      const found = await answer.json();
      if (answer.ok && input === field && document.activeElement === input && input.value.trim() === text) show(found);
    } catch {
      close(); // the form still works
    }
  };

  addEventListener('input', event => {
    if (!event.target.matches?.('[data-suggest]')) return;
    prepare(event.target);
    clearTimeout(waiting);
    waiting = setTimeout(ask, rest);
  });

  addEventListener('focusin', event => {
    if (event.target.matches?.('[data-suggest]')) prepare(event.target);
    else if (list && !list.hidden) close();
  });
  addEventListener('focusout', event => {
    if (event.target === field) close();
  });

  addEventListener('keydown', event => {
    if (event.target !== field || event.isComposing) return;
    const open = list && !list.hidden;
    const count = options().length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (!open) ask();
        else if (event.key === 'ArrowDown') choose(choice + 1 < count ? choice + 1 : -1);
        else choose(choice >= 0 ? choice - 1 : count - 1);
        break;
      case 'Enter':
        if (open && choice >= 0) {
          event.preventDefault();
          go(options()[choice]);
        } else close();
        break;
      case 'Escape':
        if (open) close();
        else field.value = '';
        event.preventDefault();
        break;
      case 'Tab':
        close();
        break;
    }
  });

  addEventListener('filmrec:navigated', close);
})();
