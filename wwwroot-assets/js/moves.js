// Rows of an ordered list travel to their new rank.
const still = matchMedia('(prefers-reduced-motion: reduce)');
const DURATION = 360;

const rowsOf = root => [...root.querySelectorAll('ol[data-moves] > li[data-movie]')];

const read = root => new Map(rowsOf(root).map(row => [row.dataset.movie, row.offsetTop]));

// Rows that are added below, or a panel that opens, do not change the order.
const reordered = (before, after) => {
  const common = [...after.keys()].filter(movie => before.has(movie));
  const old = [...before.keys()].filter(movie => after.has(movie));
  return common.length !== before.size || common.some((movie, place) => movie !== old[place]);
};

const travel = (root, before) => {
  for (const row of rowsOf(root)) {
    const top = before.get(row.dataset.movie);
    const frames = top === undefined
      ? [{ opacity: 0 }, { opacity: 1 }]
      : [{ transform: `translateY(${top - row.offsetTop}px)` }, { transform: 'none' }];
    if (top !== row.offsetTop) row.animate(frames, { duration: DURATION, easing: 'cubic-bezier(.2, .7, .2, 1)' });
  }
};

/** Animates the list inside an element whenever its order changes. */
export function follow(root) {
  let tops = read(root);
  new MutationObserver(() => {
    const now = read(root);
    if (!still.matches && tops.size > 0 && reordered(tops, now)) travel(root, tops);
    tops = now;
  }).observe(root, { childList: true, subtree: true });
  new ResizeObserver(() => { tops = read(root); }).observe(root);
}
