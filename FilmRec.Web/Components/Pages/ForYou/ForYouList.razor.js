// Sliders fill up to their thumb, and the address follows the list.
export function follow(root) {
  root.ownerDocument.addEventListener('input', fill); // the sheet lies beside the list
}

const share = input => `${(input.value - input.min) / (input.max - input.min) * 100}%`;

function fill({ target }) {
  if (!target.matches?.('.rng input[type=range]')) return;
  const both = target.closest('[data-both]');
  if (!both) {
    target.style.setProperty('--p', share(target));
    return;
  }
  const [from, to] = both.querySelectorAll('input');
  both.style.setProperty('--from', share(from));
  both.style.setProperty('--to', share(to));
}

/** The address of what is shown, without a new entry of the history. */
export function replaceAddress(address) {
  history.replaceState(history.state, '', address);
}
