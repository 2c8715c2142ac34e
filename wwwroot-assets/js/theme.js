// Runs before the first paint. The server has written a chosen theme already; without a choice the system decides.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: light)');
  const chosen = () => /(?:^|; )theme=(dark|light)(?:;|$)/.exec(document.cookie)?.[1];
  const apply = () => { root.dataset.theme = chosen() ?? (system.matches ? 'light' : 'dark'); };

  apply();
  system.addEventListener('change', apply);
  addEventListener('filmrec:navigated', apply);

  addEventListener('submit', event => {
    if (!event.target.matches('[data-theme-form]') || !event.submitter) return;
    event.preventDefault();
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `theme=${event.submitter.value}; path=/; max-age=31536000; samesite=lax${secure}`;
    apply();
    event.target.querySelector(`button:not([value=${event.submitter.value}])`)?.focus();
  });
})();
