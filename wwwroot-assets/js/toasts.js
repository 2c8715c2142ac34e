// Short words about what has happened, with a way back. One at a time: filmrec.toast(message, undo?).
(() => {
  const LASTS = 6000;
  let shown, timer, began, left;

  const close = () => {
    clearTimeout(timer);
    shown?.remove();
    shown = undefined;
  };
  const run = () => {
    clearTimeout(timer);
    began = performance.now();
    timer = setTimeout(close, left);
  };
  const pause = () => {
    clearTimeout(timer);
    left = Math.max(1000, left - (performance.now() - began));
  };
  const attended = () => shown.matches(':hover') || shown.contains(document.activeElement);

  const toast = (message, undo, grave) => {
    close();
    shown = document.createElement('div');
    shown.className = 'toast';
    if (grave) shown.setAttribute('role', 'alert');
    shown.append(Object.assign(document.createElement('span'), { textContent: message }));
    if (undo) {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Undo' });
      button.addEventListener('click', () => { close(); undo(); });
      shown.append(button);
    }
    for (const event of ['pointerenter', 'focusin']) shown.addEventListener(event, pause);
    for (const event of ['pointerleave', 'focusout']) shown.addEventListener(event, () => setTimeout(() => shown && !attended() && run()));
    document.getElementById('toasts').append(shown);
    left = LASTS;
    run();
  };

  window.filmrec = Object.assign(window.filmrec ?? {}, { toast });
})();
