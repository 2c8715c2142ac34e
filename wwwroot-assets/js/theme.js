// Runs before the first paint. The server has written a chosen theme already; without a choice the system decides.
(() => {
  // Over HTTPS cookies have the prefix that binds them to this host, as on the server.
  const [prefix, secure] = location.protocol === 'https:' ? ['__Host-', '; secure'] : ['', ''];
  const keep = (name, value) => { document.cookie = `${prefix}${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`; };

  // The server writes times as they are here.
  keep('zone', encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''));

  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: light)');
  const chosen = () => new RegExp(`(?:^|; )${prefix}theme=(dark|light)(?:;|$)`).exec(document.cookie)?.[1];
  const apply = () => { root.dataset.theme = chosen() ?? (system.matches ? 'light' : 'dark'); };

  apply();
  system.addEventListener('change', apply);
  addEventListener('filmrec:navigated', apply);

  addEventListener('submit', event => {
    if (!event.target.matches('[data-theme-form]') || !event.submitter) return;
    event.preventDefault();
    keep('theme', event.submitter.value);
    apply();
    event.target.querySelector(`button:not([value=${event.submitter.value}])`)?.focus();
  });
})();
