/** Opens the sheet; a touch beside it closes it. */
export function open(dialog) {
  dialog.showModal();
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
}

export function close(dialog) {
  dialog.close();
}
