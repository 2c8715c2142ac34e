// Sends a file by itself, so that its size does not pass through the page's connection.
const between = 250; // milliseconds between two words on progress
let request;

export function chosen(input) {
  const file = input.files[0];
  return file ? { name: file.name, size: file.size } : null;
}

export function send(input, address, token, page) {
  const file = input.files[0];
  const tell = (...words) => page.invokeMethodAsync(...words).catch(() => { }); // the page may be gone
  let told = 0;
  request = new XMLHttpRequest();
  request.open('POST', `${address}&name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('RequestVerificationToken', token);
  request.setRequestHeader('Content-Type', 'application/zip');
  request.upload.onprogress = event => {
    if (Date.now() - told < between && event.loaded < event.total) return;
    told = Date.now();
    tell('Progressed', event.loaded, event.total);
  };
  request.onload = () => {
    let detail = '';
    try {
      detail = JSON.parse(request.responseText).detail ?? '';
    } catch {
      // an answer without words
    }
    tell('Ended', request.status, detail);
  };
  request.onerror = () => tell('Ended', 0, '');
  request.onabort = () => tell('Ended', -1, '');
  request.send(file);
}

export function cancel() {
  request?.abort();
}
