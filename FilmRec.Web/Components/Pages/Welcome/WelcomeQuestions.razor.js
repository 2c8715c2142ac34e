/** Has the browser keep sealed answers, in a cookie that no script can read. Says whether it worked. */
export async function keep(answers) {
  const form = document.getElementById('welcome-keep');
  const fields = new URLSearchParams(new FormData(form));
  fields.set('answers', answers);
  try {
    return (await fetch(form.getAttribute('action'), { method: 'POST', body: fields })).ok;
  } catch {
    return false;
  }
}
